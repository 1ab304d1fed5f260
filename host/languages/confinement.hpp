// What the language worker gives up: first what it never needs, then, with the plugins loaded,
// everything but thinking and answering. Throws std::system_error; one thread.
#pragma once

namespace cordon::languages {

// Dies with its parent, keeps no core, gains no privileges, has 1 GiB of address space.
void confine_process();

// A system call filter that knows an allow-list: no files, no sockets, no processes or threads, no
// executable memory. What is not on it fails with EPERM. Without it, a plugin that hostile text has
// taken over could read the server's files and run programs as the server's user.
void confine_system_calls();

}  // namespace cordon::languages
