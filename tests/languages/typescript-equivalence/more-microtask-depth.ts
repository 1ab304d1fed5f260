(async () => { console.log(1); await (async () => { console.log(2); await null; console.log(4); })(); console.log(6); })(); Promise.resolve().then(() => console.log(5)); console.log(3);
