process.on('SIGUSR2', () => { console.log('got signal'); process.exit(0); }); setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 5); setTimeout(() => console.log('too late'), 500);
