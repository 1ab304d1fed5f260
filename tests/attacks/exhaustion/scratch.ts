// expect: contained | stopped by: work_folder_limit | limits: {"memory": 268435456}
import { writeFileSync } from 'node:fs';
const filled: string[] = ['/tmp', '/dev/shm'].filter((folder: string) => {
  try {
    for (let i = 0; i < 3; i++) writeFileSync(`${folder}/${i}`, Buffer.alloc(8 << 20));
    return true;
  } catch {
    return false;
  }
});
console.log(filled.length > 0 ? `ESCAPED: 24 MiB in ${filled}` : 'contained');
