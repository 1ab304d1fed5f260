(async () => { console.log('one'); await null; process.exit(4); })(); setTimeout(() => console.log('never'), 100);
