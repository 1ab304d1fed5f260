import assert from 'assert'; assert.strictEqual([1].length, 1); assert.equal(1, 2, 'not equal');
