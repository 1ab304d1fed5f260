exports.twice = (n: number) => n * 2;
