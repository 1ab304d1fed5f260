// expect: contained | stopped by: network_namespace
const names = Object.keys(require('os').networkInterfaces()).filter((name) => name !== 'lo');
console.log(names.length ? 'ESCAPED: ' + names : 'contained');
