import { v } from './lib/value.ts'; console.log(v);
