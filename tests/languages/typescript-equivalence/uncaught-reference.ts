console.log('a'); (missing as any)();
