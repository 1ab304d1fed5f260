class Even { constructor(readonly n: number) { if (n % 2) throw new TypeError(`${n} is odd`); } } for (const n of [2, 3]) try { console.log(new Even(n)); } catch (e) { console.log(`${e}`); }
