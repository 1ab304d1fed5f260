console.log('abc);
