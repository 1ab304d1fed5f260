let a: any = null, b: any = 0, c: any = 'x'; a ??= 5; b ||= 6; c &&= 7; const d = { n: undefined as any }; d.n ??= []; d.n.push(1); console.log(a, b, c, d, null ?? undefined ?? 0);
