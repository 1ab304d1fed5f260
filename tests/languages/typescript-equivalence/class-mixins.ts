type Ctor<T = {}> = new (...args: any[]) => T;
function Timed<B extends Ctor>(Base: B) { return class extends Base { stamp = 42; }; }
function Tagged<B extends Ctor>(Base: B) { return class Tagged extends Base { tag() { return 'tag:' + (this as any).stamp; } }; }
class User { constructor(public name: string) {} }
const M = Tagged(Timed(User)); const m = new M('ann'); console.log(m.tag(), m.name, M.name, m);
