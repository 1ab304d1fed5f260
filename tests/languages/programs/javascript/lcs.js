function lcs(a, b) {
  const t = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) t[i + 1][j + 1] = a[i] === b[j] ? t[i][j] + 1 : Math.max(t[i][j + 1], t[i + 1][j]);
  let out = "";
  for (let i = a.length, j = b.length; i && j; ) {
    if (a[i - 1] === b[j - 1]) out = a[--i] + out, j--;
    else if (t[i - 1][j] >= t[i][j - 1]) i--;
    else j--;
  }
  return out;
}
for (const [a, b] of [["AGGTAB", "GXTXAYB"], ["thisisatest", "testing123testing"], ["", "x"]]) {
  const r = lcs(a, b);
  console.log(r.length, `${r}.`);
}
