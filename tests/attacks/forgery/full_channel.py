# expect: runtime_error | exit: 7
# More output than anything on the way holds, and an end at once.
import os, threading
for fd in (1, 2):
    threading.Thread(target=lambda fd=fd: [os.write(fd, b'\x85' * 65536) for _ in range(60)]).start()
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join()
os._exit(7)
