function fmt(x: number): string; function fmt(x: string, n?: number): string; function fmt(x: any, n = 1): string { return typeof x === 'number' ? x.toFixed(2) : x.repeat(n); } console.log(fmt(3), fmt('ab', 2), fmt.length);
class O { f(x: string): void; f(x: number): void; f(x: any) { console.log(typeof x); } } new O().f(1); new O().f('s');
