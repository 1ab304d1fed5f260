type Unwrap<T> = T extends Promise<infer U> ? U : T; const f = async (): Promise<number> => 5; const use = (x: Unwrap<ReturnType<typeof f>>) => x + 1; f().then((v) => console.log(use(v)));
