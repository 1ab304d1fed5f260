export function fail(): never {
  const x: any = null;
  return x.boom;
}
