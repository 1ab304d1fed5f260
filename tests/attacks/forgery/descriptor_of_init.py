# expect: contained | stopped by: undumpable_agent
import os
try:
    print('ESCAPED:', os.listdir('/proc/1/fd'))
except OSError:
    print('contained')
