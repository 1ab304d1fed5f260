function f(n: number): number { return f(n + 1) + 1; } try { f(0); } catch (e: any) { console.log(e.name, e.message); } f(0);
