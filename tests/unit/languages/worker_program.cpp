// What the worker tests start in place of the server.
#include "host/languages/worker_main.hpp"

int main() { return cordon::languages::worker_main(cordon::languages::worker_socket); }
