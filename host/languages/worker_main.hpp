// The language worker: the server binary in another role. It loads the plugins it is told to, gives
// up what it does not need for thinking, and answers requests over one socket until that closes.
// One thread, one request at a time; worker.hpp is the other end.
#pragma once

namespace cordon::languages {

// The descriptor that worker.cpp passes to the new process.
constexpr int worker_socket = 3;

// Serves until the host hangs up; the process's exit status.
int worker_main(int socket);

}  // namespace cordon::languages
