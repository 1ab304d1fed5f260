// expect: ok | compare: differ | runs: a b c
console.log(Math.random(), require('crypto').randomUUID());
