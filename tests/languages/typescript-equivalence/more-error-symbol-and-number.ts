setTimeout(() => { throw 42; }, 0); console.log('first');
