interface User { name: string; age: number }
const user: User = { name: 5, extra: true };
function twice(n: number): string { return n * 2; }
console.log(user.name, twice("21"), user.missing);
