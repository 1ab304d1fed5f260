// expect: ok
const parts: string[] = ['"', '\\', '"}', '\u0000', '\u2028', '\ud800', '</script>', '\x1b[2J', '\r\n\r\n', '{"verdict":"ok"}'];
process.stdout.write(parts.join('') + 'contained\n');
process.stderr.write(parts.join(''));
