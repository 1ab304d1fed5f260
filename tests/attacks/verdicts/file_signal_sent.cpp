// expect: runtime_error | signal: SIGXFSZ
#include <csignal>

int main() { raise(SIGXFSZ); }
