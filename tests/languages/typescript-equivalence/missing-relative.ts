console.log('never'); require('./nope');
