const TABLE = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]] satisfies [number, string][];

function toRoman(n: number): string {
  let text = "";
  for (const [value, letters] of TABLE) {
    text += letters.repeat(Math.floor(n / value));
    n %= value;
  }
  return text;
}

function fromRoman(text: string): number {
  let value = 0;
  for (const [amount, letters] of TABLE)
    while (text.startsWith(letters)) {
      value += amount;
      text = text.slice(letters.length);
    }
  return value;
}

for (const n of [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999]) console.log(n, toRoman(n), fromRoman(toRoman(n)));
