import type { Shape } from './shapes'; export const area = (s: Shape) => s.side ** 2;
