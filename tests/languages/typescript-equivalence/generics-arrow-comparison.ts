const a = 1, b = 2, c = 3; const cmp = (x: boolean, y: boolean) => `${x},${y}`; console.log(cmp(a < b, b > (c))); const g = <T,>(x: T) => x; console.log(g<string>('q'));
