class A { accessor name = 'x'; static accessor count = 3; }
const a = new A(); a.name += 'y'; A.count++; console.log(a.name, A.count, Object.keys(a), 'name' in A.prototype);
