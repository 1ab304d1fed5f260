const v = await Promise.resolve(7); console.log(v); for await (const x of [1, 2]) console.log(x); const { log } = await import('node:console').then((m) => ({ log: console.log })); log('done');
