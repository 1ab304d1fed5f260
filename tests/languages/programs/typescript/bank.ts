import { readFileSync } from "node:fs";

class BankError extends Error {}

class Bank {
  #accounts = new Map<string, number>();
  private balance(name: string): number {
    const balance = this.#accounts.get(name);
    if (balance === undefined) throw new BankError(`no account ${name}`);
    return balance;
  }
  open(name: string): void {
    if (this.#accounts.has(name)) throw new BankError(`${name} exists`);
    this.#accounts.set(name, 0);
  }
  deposit(name: string, amount: string | number): void {
    this.#accounts.set(name, this.balance(name) + Number(amount));
  }
  withdraw(name: string, amount: string | number): void {
    if (this.balance(name) < Number(amount)) throw new BankError(`${name} has only ${this.balance(name)}`);
    this.deposit(name, -amount);
  }
  transfer(from: string, to: string, amount: string): void {
    this.withdraw(from, amount);
    this.deposit(to, amount);
  }
  report(): void {
    for (const [name, balance] of [...this.#accounts].sort()) console.log(name, balance);
  }
}

const bank = new Bank();
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [command, ...words] = line.split(" ");
  try {
    (bank as any)[command](...words);
  } catch (error) {
    if (!(error instanceof BankError)) throw error;
    console.log("error:", error.message);
  }
}
