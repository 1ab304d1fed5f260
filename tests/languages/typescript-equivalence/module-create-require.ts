import { createRequire } from 'module'; const require = createRequire(import.meta.url); console.log(require('path').basename('/a/b'), typeof import.meta.url);
