// expect: runtime_error | exit: 137
process.exit(137);
