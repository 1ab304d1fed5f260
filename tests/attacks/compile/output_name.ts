// expect: refused
console.log('contained');
//--- x=main.ts
console.log('ESCAPED: a name said where the output goes');
