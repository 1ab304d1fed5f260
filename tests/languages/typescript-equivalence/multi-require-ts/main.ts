const { twice } = require('./lib'); const mod = require('./lib.ts'); console.log(twice(4), mod === require('./lib'));
