// expect: time_limit or cpu_time_limit | timeout: 1
/^(a+)+$/.test('a'.repeat(40) + '!');
