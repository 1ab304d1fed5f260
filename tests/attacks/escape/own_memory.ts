// expect: contained | stopped by: landlock
import { openSync } from 'node:fs';
const tried: Array<[string, string]> = [['/proc/self/mem', 'r+'], ['/proc/self/clear_refs', 'w'], ['/proc/self/comm', 'w']];
const opened: string[] = tried.filter(([path, mode]: [string, string]): boolean => {
  try {
    openSync(path, mode);
    return true;
  } catch {
    return false;
  }
}).map(([path]) => path);
console.log(opened.length > 0 ? `ESCAPED: ${opened}` : 'contained');
