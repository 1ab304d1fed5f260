// expect: contained
import { lookup } from 'node:dns/promises';
const answers: boolean[] = await Promise.all(['example.com', 'metadata.google.internal', '{{host}}'].map((name: string) =>
  lookup(name).then((found) => !found.address.startsWith('127.'), () => false)));
console.log(answers.includes(true) ? 'ESCAPED: a name was resolved' : 'contained');
