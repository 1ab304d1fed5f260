namespace A.B.C { export const x = 1; } import X = A.B.C; console.log(X.x, A.B.C.x);
