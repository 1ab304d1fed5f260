class Counter { #n = 0; static #made = 0; constructor() { Counter.#made++; } get value() { return this.#n; } increment() { return ++this.#n; } static get made() { return Counter.#made; } has(o: object) { return #n in o; } #secret() { return 'secret' + this.#n; } reveal() { return this.#secret(); } }
const c = new Counter(); c.increment(); c.increment(); new Counter();
console.log(c.value, Counter.made, c.has(c), c.has({}), c.reveal(), JSON.stringify(c));
