// expect: runtime_error | exit: 124
process.exit(124 as number);
