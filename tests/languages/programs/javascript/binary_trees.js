const make = (depth) => depth < 0 ? null : { left: make(depth - 1), right: make(depth - 1) };
const check = (tree) => tree ? 1 + check(tree.left) + check(tree.right) : 0;
const deepest = 10;
console.log(`stretch tree of depth ${deepest + 1} check: ${check(make(deepest + 1))}`);
const longLived = make(deepest);
for (let depth = 4; depth <= deepest; depth += 2) {
  const times = 1 << deepest - depth + 4;
  let total = 0;
  for (let i = 0; i < times; i++) total += check(make(depth));
  console.log(`${times} trees of depth ${depth} check: ${total}`);
}
console.log(`long lived tree of depth ${deepest} check: ${check(longLived)}`);
