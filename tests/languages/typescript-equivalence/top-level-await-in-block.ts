if (true) { const x = await new Promise<string>((r) => setTimeout(r, 1, 'late')); console.log(x); } try { await Promise.reject(new Error('rejected')); } catch (e: any) { console.log(e.message); }
