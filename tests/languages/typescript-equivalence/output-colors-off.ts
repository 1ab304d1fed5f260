const util = require('util'); console.log(util.inspect({ a: 1, s: 'x' }, { colors: true }), process.stdout.isTTY, util.styleText('red', 'r', { validateStream: false }));
