// expect: contained or compile_error or time_limit or memory_limit | compile wall: 3s
type Repeat<T extends unknown[], N extends number> = T['length'] extends N ? T : Repeat<[...T, ...T, 1], N>;
type Huge = Repeat<[1], 999999999>;
type Words = `${'a' | 'b' | 'c' | 'd'}${'a' | 'b' | 'c' | 'd'}${'a' | 'b' | 'c' | 'd'}`;
type More = `${Words}${Words}${Words}${Words}${Words}`;
const x: Huge | More | string = 'contained';
console.log(x);
