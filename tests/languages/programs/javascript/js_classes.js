class Stack {
  #items = [];
  static of(...items) { const s = new this(); items.forEach((i) => s.push(i)); return s; }
  push(item) { this.#items.push(item); return this; }
  pop() { return this.#items.pop(); }
  get size() { return this.#items.length; }
  *[Symbol.iterator]() { yield* this.#items.toReversed(); }
  static { this.kind = "stack"; }
}
class Loud extends Stack { pop() { return String(super.pop()).toUpperCase(); } }
const s = Loud.of("a", "b", "c");
console.log([...s], s.pop(), s.size, Loud.kind, s instanceof Stack);
