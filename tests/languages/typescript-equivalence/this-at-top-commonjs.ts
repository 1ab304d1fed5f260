console.log(this === module.exports, typeof this); function f(this: any) { return this === undefined || this === globalThis; } console.log(f());
