# expect: runtime_error | exit: 3 | stopped by: closed_descriptors | weakened: ok or 500
import os, struct, time
end = struct.pack('<iqqqQBB', 0, 1, 1, 1, 1, 0, 0)
for fd in range(3, 1024):
    try:
        os.write(fd, struct.pack('<IB', len(end) + 1, 0x85) + end)
    except OSError:
        pass
time.sleep(0.5)
os._exit(3)
