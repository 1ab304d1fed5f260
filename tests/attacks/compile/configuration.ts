// expect: contained or compile_error
console.log('contained');
//--- tsconfig.json
{ "extends": "/proc/self/environ", "compilerOptions": { "plugins": [{ "name": "/box/evil.js" }], "paths": { "fs": ["/box/evil.js"] } } }
//--- evil.js
require('fs').writeFileSync('/box/attacked', 'x'); console.log('ESCAPED: a plugin of the compiler');
