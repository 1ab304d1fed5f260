export const js = 'js';
