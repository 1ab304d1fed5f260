let seed = 7;
const random = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % 100000;

function quicksort<T>(a: T[], low = 0, high = a.length - 1): T[] {
  if (low >= high) return a;
  const pivot = a[(low + high) >> 1];
  let i = low, j = high;
  while (i <= j) {
    while (a[i] < pivot) i++;
    while (a[j] > pivot) j--;
    if (i <= j) {
      [a[i], a[j]] = [a[j], a[i]];
      i++;
      j--;
    }
  }
  quicksort(a, low, j);
  return quicksort(a, i, high);
}

const a = quicksort(Array.from({ length: 2000 }, random));
console.log(a.slice(0, 5).join(" "));
console.log(a.slice(-5).join(" "));
console.log(a.reduce((sum, x, i) => sum + i * x, 0) % 1000000007);
