import path = require('path'); console.log(path.extname('a.ts')); export = 5;
