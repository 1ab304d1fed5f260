import { v } from './lib/value.js'; import { w } from './other.mjs'; console.log(v, w);
