import { readFileSync } from "node:fs";
class BankError extends Error {
}
class Bank {
  #accounts = /* @__PURE__ */ new Map();
  balance(name) {
    const balance = this.#accounts.get(name);
    if (balance === void 0) throw new BankError(`no account ${name}`);
    return balance;
  }
  open(name) {
    if (this.#accounts.has(name)) throw new BankError(`${name} exists`);
    this.#accounts.set(name, 0);
  }
  deposit(name, amount) {
    this.#accounts.set(name, this.balance(name) + Number(amount));
  }
  withdraw(name, amount) {
    if (this.balance(name) < Number(amount)) throw new BankError(`${name} has only ${this.balance(name)}`);
    this.deposit(name, -amount);
  }
  transfer(from, to, amount) {
    this.withdraw(from, amount);
    this.deposit(to, amount);
  }
  report() {
    for (const [name, balance] of [...this.#accounts].sort()) console.log(name, balance);
  }
}
const bank = new Bank();
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [command, ...words] = line.split(" ");
  try {
    bank[command](...words);
  } catch (error) {
    if (!(error instanceof BankError)) throw error;
    console.log("error:", error.message);
  }
}
