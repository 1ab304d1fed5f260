function counted<This, Args extends any[], R>(method: (this: This, ...args: Args) => R, context: ClassMethodDecoratorContext) {
  let calls = 0;
  return function (this: This, ...args: Args): R {
    console.log(`${String(context.name)} call ${++calls}`);
    return method.apply(this, args);
  };
}
class Greeter {
  constructor(private readonly name: string) {}
  @counted greet(other: string) { return `${this.name} greets ${other}`; }
}
const g = new Greeter("Ann");
console.log(g.greet("Bob"));
console.log(g.greet("Cid"));
