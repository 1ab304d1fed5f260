// expect: compile_error
#include "{{state}}/server.log"
int main() {}
