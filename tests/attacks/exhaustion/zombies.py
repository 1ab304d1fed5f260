# expect: contained | stopped by: process_limit | limits: {"processes": 30}
import os
made = 0
try:
    while made < 60:
        if os.fork() == 0:
            os._exit(0)
        made += 1
    print('ESCAPED: more dead children than the limit')
except OSError:
    print('contained')
