export const a = 1; export function b() {} export default class C { static toString() { return 'C'; } }
