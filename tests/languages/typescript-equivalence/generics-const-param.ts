function tuple<const T extends readonly unknown[]>(...t: T): T { return t; } console.log(tuple('a', 1, { x: 2 } as const));
