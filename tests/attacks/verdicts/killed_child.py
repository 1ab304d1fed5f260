# expect: memory_limit | limits: {"memory": 67108864}
# A child is killed for its memory; the program goes on, and calls it a success.
import os
if os.fork() == 0:
    kept = []
    while True:
        kept.append(bytearray(b'x') * (4 << 20))
print(os.wait()[1])
