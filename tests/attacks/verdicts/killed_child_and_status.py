# expect: memory_limit | limits: {"memory": 67108864}
import os
if os.fork() == 0:
    kept = []
    while True:
        kept.append(bytearray(b'x') * (4 << 20))
os.wait()
os._exit(1)
