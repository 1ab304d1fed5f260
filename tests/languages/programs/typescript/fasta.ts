let seed = 42;
const random = (): number => (seed = (seed * 3877 + 29573) % 139968) / 139968;
const table: ReadonlyArray<readonly [string, number]> = [["a", 0.302954942668], ["c", 0.5029330453], ["g", 0.7004], ["t", 1]];

console.log(">random");
for (let line = 0; line < 5; line++) {
  let text = "";
  for (let i = 0; i < 60; i++) {
    const r = random();
    text += table.find(([, p]) => r < p)![0];
  }
  console.log(text);
}
