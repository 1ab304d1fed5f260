const n: number = 'text'; function f(a: string): number { return a; } f(5, 6); const o: { a: 1 } = { b: 2 }; class C implements Missing { private p = 1; } new C().p; let u: Undefined; console.log(n, f('z' as any), o, typeof u); // @ts-expect-error
console.log((5 as string).toFixed?.(1));
