export const v: string = 'value';
