console.log(Object.keys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol('s')]: 1, '01': 1 }), JSON.stringify({ z: 1, 10: 2, 9: 3 }));
