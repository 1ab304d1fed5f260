import { promises as fs } from "node:fs";
import path, { join } from "node:path";
await fs.writeFile("note.txt", "written");
console.log(await fs.readFile(join(import.meta.dirname, "note.txt"), "utf8"), path.extname(import.meta.url), typeof require, this);
export default 1;
