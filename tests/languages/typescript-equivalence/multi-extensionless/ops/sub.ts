export default function sub(a: number, b: number): number { return a - b; }
