# expect: contained | stopped by: process_limit | limits: {"processes": 1}
# One, which is the program itself.
import os
try:
    if os.fork() == 0:
        os._exit(0)
    print('ESCAPED: a second process')
except BlockingIOError:
    print('contained')
