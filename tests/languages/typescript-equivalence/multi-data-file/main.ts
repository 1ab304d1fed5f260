import { readFileSync } from 'fs'; console.log(readFileSync('data/in.txt', 'utf8').trim().split(' ').map(Number));
