class Base { a = this.make('a'); constructor(public p: string) { console.log('base', Object.keys(this)); } make(n: string) { console.log('make', n, this.p); return n; } }
class Derived extends Base { b = this.make('b'); constructor(readonly q: string) { super('p'); console.log('derived', Object.keys(this)); } }
console.log(JSON.stringify(new Derived('q')));
