// expect: contained
console.log(require('fs').existsSync('/box/attacked') ? 'ESCAPED: a script of the package' : 'contained');
//--- package.json
{ "name": "attack", "scripts": { "preinstall": "touch /box/attacked", "prepare": "touch /box/attacked" } }
