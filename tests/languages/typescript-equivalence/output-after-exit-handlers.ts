process.on('exit', () => console.log('exit')); process.on('beforeExit', () => console.log('beforeExit')); console.log('main'); setTimeout(() => console.log('timer'), 1);
