class Short { a = 1; m(x: number): number { return x + 1; } }
function fn(a: number, b: string = 'x'): string { return b + a; }
console.log(Short.toString()); console.log(fn.toString()); console.log(((x: number) => x * 2).toString());
