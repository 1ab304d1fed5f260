const name = 'path'; import('node:' + name).then((m) => console.log(m.basename('/x/y'), typeof m.default, Object.prototype.toString.call(m)));
