// expect: compile_error
console.log('ESCAPED: a device was a source map');
//# sourceMappingURL=/dev/zero
