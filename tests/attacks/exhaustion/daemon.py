# expect: contained | timeout: 8
# It keeps the pipes open, and nobody waits for it.
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
os.wait()
print('contained')
