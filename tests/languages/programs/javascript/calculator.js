import { createInterface } from "node:readline/promises";
class Parser {
  constructor(text) {
    this.text = text;
  }
  text;
  #at = 0;
  #peek = () => this.text[this.#at] ?? "";
  expression() {
    let value = this.term();
    while ("+-".includes(this.#peek()) && this.#peek()) value = this.text[this.#at++] === "+" ? value + this.term() : value - this.term();
    return value;
  }
  term() {
    let value = this.factor();
    while ("*/".includes(this.#peek()) && this.#peek()) value = this.text[this.#at++] === "*" ? value * this.factor() : Math.trunc(value / this.factor());
    return value;
  }
  factor() {
    if (this.#peek() === "-") return this.#at++, -this.factor();
    if (this.#peek() === "(") {
      this.#at++;
      const value = this.expression();
      this.#at++;
      return value;
    }
    const [digits] = /^\d+/.exec(this.text.slice(this.#at));
    this.#at += digits.length;
    return Number(digits);
  }
}
for await (const line of createInterface({ input: process.stdin }))
  console.log(`${line} = ${new Parser(line.replaceAll(" ", "")).expression()}`);
