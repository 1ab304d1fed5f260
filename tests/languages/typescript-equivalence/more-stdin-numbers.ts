const nums = require('fs').readFileSync(0, 'utf8').match(/\d+/g)!.map(Number); console.log(nums.length, Math.max(...nums), nums.reduce((a: number, b: number) => a + b));
