import { readFileSync } from "fs";

const PAIRS = { ")": "(", "]": "[", "}": "{" } as const;
const isClosing = (c: string): c is keyof typeof PAIRS => c in PAIRS;

function balanced(line: string): boolean {
  const stack: string[] = [];
  for (const c of line)
    if ("([{".includes(c)) stack.push(c);
    else if (isClosing(c) && stack.pop() !== PAIRS[c]) return false;
  return stack.length === 0;
}

for (const line of readFileSync(0, "utf8").trim().split("\n")) console.log(line, balanced(line) ? "balanced" : "broken");
