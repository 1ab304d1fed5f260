const sum = (...n: number[]) => n.reduce((a, b) => a + b, 0); console.log(sum(...[1, 2], 3, ...new Set([4, 4])), { ...{ a: 1 }, ...null, ...'hi' }, [...'añ😀'], Math.max(...[3, 9, 2]));
