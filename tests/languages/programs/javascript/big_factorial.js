const factorial = (n) => n < 2n ? 1n : n * factorial(n - 1n);
for (const n of [20, 50, 100]) {
  const text = String(factorial(BigInt(n)));
  console.log(n, text, [...text].reduce((sum, digit) => sum + Number(digit), 0));
}
