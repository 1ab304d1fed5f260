import assert from "node:assert";
const separateParenGroups = (text: string): string[] => {
  const groups: string[] = [];
  let depth = 0, current = "";
  for (const c of text.replace(/ /g, "")) {
    current += c;
    depth += c === "(" ? 1 : -1;
    if (depth === 0) { groups.push(current); current = ""; }
  }
  return groups;
};
const test = () => {
  assert.deepEqual(separateParenGroups("(()()) ((())) () ((())()())"), ["(()())", "((()))", "()", "((())()())"]);
  assert.deepEqual(separateParenGroups("( ) (( )) (( )( ))"), ["()", "(())", "(()())"]);
};
test();
console.log("passed");
