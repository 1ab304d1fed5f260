export type Kind = 'sq'; export interface Shape { kind: Kind; side: number } export { area } from './area';
