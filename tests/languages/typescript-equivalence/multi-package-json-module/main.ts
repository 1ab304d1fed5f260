import { x } from './x.js'; console.log(x, typeof require, await Promise.resolve(1));
