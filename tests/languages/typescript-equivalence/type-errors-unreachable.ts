function f(x: string): string { return x; x.nope(); } console.log(f(1 as any)); const { missing } = {} as {}; console.log(missing);
