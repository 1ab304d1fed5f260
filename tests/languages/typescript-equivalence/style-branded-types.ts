declare const brand: unique symbol; type Id<T> = string & { [brand]: T }; const id = <T>(s: string) => s as Id<T>; const u: Id<'user'> = id('u1'); console.log(u.toUpperCase(), typeof u);
