# expect: contained | stopped by: landlock + undumpable_agent
import os
try:
    print('ESCAPED:', os.listdir('/proc/1/fd'))
except OSError:
    print('contained')
