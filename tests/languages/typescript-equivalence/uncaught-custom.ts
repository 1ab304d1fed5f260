class MyError extends Error { override name = 'MyError'; constructor(m: string, readonly code = 7) { super(m); } } throw new MyError('custom');
