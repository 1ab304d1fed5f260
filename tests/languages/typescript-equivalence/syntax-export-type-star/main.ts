export type * from './types'; export type { T } from './types'; import type D from './types'; let d: D | undefined; console.log('ok', d);
