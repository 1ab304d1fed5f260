function pluck<T, K extends keyof T>(o: T, ...ks: K[]): T[K][] { return ks.map((k) => o[k]); } console.log(pluck({ a: 1, b: 'x', c: true }, 'a', 'c'));
