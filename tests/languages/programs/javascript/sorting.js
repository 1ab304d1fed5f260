let seed = 7;
const random = () => (seed = Math.imul(seed, 1103515245) + 12345 & 2147483647) % 1e5;
function quicksort(a2, low = 0, high = a2.length - 1) {
  if (low >= high) return a2;
  const pivot = a2[low + high >> 1];
  let i = low, j = high;
  while (i <= j) {
    while (a2[i] < pivot) i++;
    while (a2[j] > pivot) j--;
    if (i <= j) {
      [a2[i], a2[j]] = [a2[j], a2[i]];
      i++;
      j--;
    }
  }
  quicksort(a2, low, j);
  return quicksort(a2, i, high);
}
const a = quicksort(Array.from({ length: 2e3 }, random));
console.log(a.slice(0, 5).join(" "));
console.log(a.slice(-5).join(" "));
console.log(a.reduce((sum, x, i) => sum + i * x, 0) % 1000000007);
