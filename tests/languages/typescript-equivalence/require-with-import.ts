import { join } from 'path'; const { sep } = require('path'); console.log(join('a', 'b'), sep, typeof require, __filename.endsWith('.ts')); if (require.main === module) console.log('main');
