export const twice = (n: number) => n * 2; export default 'dflt';
