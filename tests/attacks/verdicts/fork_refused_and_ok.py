# expect: contained | limits: {"processes": 10}
import os, time
try:
    for _ in range(40):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    print('ESCAPED: more processes than the limit')
except OSError:
    print('contained')
