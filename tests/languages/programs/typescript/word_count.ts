let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => (text += chunk));
process.stdin.on("end", () => {
  const counts: { [word: string]: number } = {};
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) counts[word] = (counts[word] ?? 0) + 1;
  for (const [word, n] of Object.entries(counts).sort(([a, n], [b, m]) => m - n || a.localeCompare(b)))
    console.log(word.padEnd(8) + String(n).padStart(3));
});
