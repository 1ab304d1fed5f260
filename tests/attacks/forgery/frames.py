# expect: runtime_error | exit: 3
# The frame that the agent would send for a program that ended well, on the program's own streams.
import os, struct
end = struct.pack('<iqqqQBB', 0, 1, 1, 1, 1, 0, 0)
frame = struct.pack('<IB', len(end) + 1, 0x85) + end
for _ in range(1000):
    os.write(1, frame)
    os.write(2, frame)
os._exit(3)
