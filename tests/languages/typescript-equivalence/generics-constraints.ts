function longest<T extends { length: number }>(...xs: T[]): T { return xs.reduce((a, b) => (b.length > a.length ? b : a)); } console.log(longest('a', 'abc', 'ab'), longest([1], [1, 2]));
