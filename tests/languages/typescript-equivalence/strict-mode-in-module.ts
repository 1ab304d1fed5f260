export {}; function f(this: any) { return typeof this; } console.log(typeof f()); 
