// expect: contained | stopped by: hidden_processes
import { readFileSync } from 'node:fs';
const names: string[] = ['kernel/random/boot_id', 'kernel/osrelease', 'kernel/hostname', 'vm/swappiness', 'fs/file-nr', 'kernel/ns_last_pid'];
const seen: string[] = names.flatMap((name) => {
  try {
    return [readFileSync('/proc/sys/' + name, 'utf8').trim()];
  } catch {
    return [];
  }
});
console.log(seen.length > 0 ? `ESCAPED: ${seen}` : 'contained');
