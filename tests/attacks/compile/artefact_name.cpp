// expect: refused
// Where the compiler puts the program there is a file that nobody may execute.
int main() { return 3; }
//--- main
no program
