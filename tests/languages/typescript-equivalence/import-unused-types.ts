import { Stats, readFileSync } from 'fs'; import { type ParsedPath, basename } from 'path'; let s: Stats; let p: ParsedPath; console.log(basename('/a/b.txt'), typeof readFileSync);
