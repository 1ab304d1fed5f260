# expect: time_limit | timeout: 1
import os, time
for fd in (0, 1, 2):
    os.close(fd)
time.sleep(60)
