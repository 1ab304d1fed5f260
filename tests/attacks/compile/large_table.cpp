// expect: compile_error
// May go from one sandbox to the next, and is more than the work folder of the next one holds.
char table[70 << 20] = {1};

int main() { return table[5]; }
