const data = require('./data.json'); console.log(data.x, Object.keys(require('./data')));
