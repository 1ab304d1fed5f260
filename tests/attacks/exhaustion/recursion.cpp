// expect: runtime_error | signal: SIGSEGV
int deeper(volatile int* above) {
  volatile int here[1024] = {*above};
  return deeper(here) + here[7];
}
int main() {
  volatile int start = 1;
  return deeper(&start);
}
