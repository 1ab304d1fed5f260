export const ts: string = 'ts';
