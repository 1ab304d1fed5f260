export const name = 'a'; export default () => 'da';
