import { basename } from "path";
const { sep } = require("path");
console.log(basename("/a/b.ts"), sep, typeof __filename);
if (require.main === module) console.log("main");
