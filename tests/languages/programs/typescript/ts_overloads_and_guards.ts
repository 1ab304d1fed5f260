type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
function size(value: string): number;
function size(value: Json[]): number;
function size(value: string | Json[]) { return value.length; }
const depth = (value: Json): number =>
  Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : value && typeof value === "object" ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
console.log(size("abc"), size([1, 2]), depth({ a: [1, { b: [] }] }));
