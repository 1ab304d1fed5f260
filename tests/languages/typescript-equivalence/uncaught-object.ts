throw { code: 5, why: ['x'] };
