enum E { A = 1 } enum E { B = 2 } namespace E { export function parse(s: string) { return (E as any)[s]; } } console.log(E.parse('B'), E.A, Object.keys(E));
