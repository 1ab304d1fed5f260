import * as readline from "node:readline";

const pairs: Record<string, string> = { A: "T", C: "G", G: "C", T: "A", N: "N", R: "Y", Y: "R", K: "M", M: "K" };
let header: string | undefined;
let parts: string[] = [];

function flush(): void {
  if (header === undefined) return;
  console.log(header);
  const text = [...parts.join("")].reverse().map((c) => pairs[c]).join("");
  for (let i = 0; i < text.length; i += 30) console.log(text.slice(i, i + 30));
  parts = [];
}

readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (line.startsWith(">")) {
      flush();
      header = line;
    } else parts.push(line);
  })
  .on("close", flush);
