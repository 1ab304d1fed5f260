const { EventEmitter } = require("events");
const util = require("node:util");
const bus = new EventEmitter();
bus.on("sum", (a, b) => console.log("sum", a + b));
bus.emit("sum", 2, 3);
console.log(require.main === module, typeof exports, this === module.exports, util.inspect({ a: [1, { b: 2 }] }));
