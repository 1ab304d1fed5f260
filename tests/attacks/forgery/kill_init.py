# expect: runtime_error | exit: 5
# Process 1 takes no signal of those it does not handle.
import os, signal
for number in range(1, 65):
    try:
        os.kill(1, number)
        signal.pidfd_send_signal(os.pidfd_open(1), number)
    except OSError:
        pass
os._exit(5)
