abstract class Base { abstract name: string; static create<T extends Base>(this: new () => T): T { return new this(); } } class X extends Base { name = 'x'; } console.log(X.create().name);
