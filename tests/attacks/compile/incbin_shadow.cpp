// expect: compile_error
asm(".incbin \"/etc/shadow\"");
asm(".incbin \"/etc/gshadow\"");
asm(".incbin \"/dev/mem\"");
int main() {}
