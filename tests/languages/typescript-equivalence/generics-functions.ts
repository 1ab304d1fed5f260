function identity<T>(x: T): T { return x; } const pair = <A, B>(a: A, b: B): [A, B] => [a, b]; console.log(identity<number>(5), identity('s'), pair(1, 'x'));
