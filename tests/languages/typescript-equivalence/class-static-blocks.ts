class Config { static values: Record<string, number> = {}; static { for (let i = 0; i < 3; i++) this.values['k' + i] = i * i; } static total = Object.values(Config.values).reduce((a, b) => a + b, 0); }
console.log(Config.values, Config.total);
