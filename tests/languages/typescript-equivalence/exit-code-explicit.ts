console.log('a'); process.exit(5); console.log('never');
