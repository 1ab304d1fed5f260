// expect: time_limit or cpu_time_limit | timeout: 1
#include <unistd.h>
int main(int, char** arguments) { execv("/proc/self/exe", arguments); }
