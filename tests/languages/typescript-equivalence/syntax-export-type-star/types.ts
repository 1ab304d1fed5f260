export type T = 1; export default interface D { x: 1 }
