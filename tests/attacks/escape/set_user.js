// expect: contained
for (const name of ['setuid', 'setgid', 'seteuid', 'setegid']) {
  try {
    process[name](0);
    console.log('ESCAPED: ' + name);
  } catch {}
}
console.log(process.getuid() === 1000 && process.geteuid() === 1000 ? 'contained' : 'ESCAPED: another user');
