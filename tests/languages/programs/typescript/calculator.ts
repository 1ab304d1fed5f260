import { createInterface } from "node:readline/promises";

class Parser {
  #at = 0;
  constructor(private readonly text: string) {}
  #peek = (): string => this.text[this.#at] ?? "";
  expression(): number {
    let value = this.term();
    while ("+-".includes(this.#peek()) && this.#peek()) value = this.text[this.#at++] === "+" ? value + this.term() : value - this.term();
    return value;
  }
  private term(): number {
    let value = this.factor();
    while ("*/".includes(this.#peek()) && this.#peek()) value = this.text[this.#at++] === "*" ? value * this.factor() : Math.trunc(value / this.factor());
    return value;
  }
  private factor(): number {
    if (this.#peek() === "-") return this.#at++, -this.factor();
    if (this.#peek() === "(") {
      this.#at++;
      const value = this.expression();
      this.#at++;
      return value;
    }
    const [digits] = /^\d+/.exec(this.text.slice(this.#at))!;
    this.#at += digits.length;
    return Number(digits);
  }
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(`${line} = ${new Parser(line.replaceAll(" ", "")).expression()}`);
