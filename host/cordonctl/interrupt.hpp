// Ctrl-C and SIGTERM end what waits, so that a server of our own is stopped and its folder removed on
// the way out. The whole process.
#pragma once

namespace cordon::cordonctl {

void catch_interrupts();

// The signal that asked us to end, or 0.
int interrupted();

}  // namespace cordon::cordonctl
