process.exitCode = 9; console.log('x'); process.on('exit', (c) => console.log('exit', c));
