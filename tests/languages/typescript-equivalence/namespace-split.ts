namespace N { export let a = 1; } namespace N { export const b = a + 1; a = 10; } console.log(N.a, N.b);
