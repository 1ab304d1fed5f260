const lib = require('./lib'); console.log(lib.twice(4), lib.default, Object.keys(lib).sort());
