function f() { console.log('x');
