const { promise, resolve } = Promise.withResolvers<number>(); promise.then((v) => console.log('v', v)); resolve(4); Promise.try(() => { throw new Error('t'); }).catch((e) => console.log(e.message));
