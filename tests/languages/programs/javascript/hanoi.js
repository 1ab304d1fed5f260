function* hanoi(n, source, target, spare) {
  if (n === 0) return 0;
  const before = yield* hanoi(n - 1, source, spare, target);
  yield `${n}: ${source} -> ${target}`;
  return before + 1 + (yield* hanoi(n - 1, spare, target, source));
}
const moves = hanoi(4, "A", "C", "B");
let step = moves.next();
for (; !step.done; step = moves.next()) console.log(step.value);
console.log(step.value);
