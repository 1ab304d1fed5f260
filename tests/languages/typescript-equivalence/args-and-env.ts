console.log(process.argv.length, process.argv[1].split('/').pop(), typeof process.env.PATH, process.cwd() === __dirname, __filename.split('/').pop());
