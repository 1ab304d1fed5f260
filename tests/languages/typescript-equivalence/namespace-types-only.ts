namespace OnlyTypes { export interface I { x: number } export type T = string } const v: OnlyTypes.I = { x: 1 }; console.log(v, typeof (globalThis as any).OnlyTypes);
