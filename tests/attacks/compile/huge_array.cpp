// expect: compile_error or time_limit or memory_limit or file_limit | compile wall: 3s
char block[3000000000] = {1};
int main() { return block[5]; }
