console.error('to stderr'); console.log('to stdout'); console.warn('warn'); console.debug('debug'); process.stderr.write('raw\n');
