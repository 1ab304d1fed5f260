const value = await new Promise((done) => setTimeout(done, 1, "awaited"));
console.log(value);
