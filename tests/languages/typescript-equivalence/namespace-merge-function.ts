function greet(n: string) { return greet.prefix + n; } namespace greet { export let prefix = 'hi '; } console.log(greet('a')); greet.prefix = 'yo '; console.log(greet('b'));
