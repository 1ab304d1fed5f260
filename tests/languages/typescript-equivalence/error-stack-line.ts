function thrower() {
  throw new Error('where');
}
try {
  thrower();
} catch (e: any) {
  console.log(e.stack.split('\n').slice(0, 3).map((l: string) => l.trim().replace(/file:\/\//, '')).join('\n'));
}
