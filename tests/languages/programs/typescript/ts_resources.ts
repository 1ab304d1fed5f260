class Lock implements Disposable {
  constructor(readonly name: string) { console.log("lock", name); }
  [Symbol.dispose]() { console.log("unlock", this.name); }
}
function work(): number {
  using outer = new Lock("outer");
  using inner = new Lock("inner");
  return outer.name.length + inner.name.length;
}
console.log(work());
await using file = { async [Symbol.asyncDispose]() { await null; console.log("closed"); } };
console.log("end of module");
