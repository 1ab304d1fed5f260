# expect: contained | stopped by: system_call_filter
import os
open('file', 'w').close()
try:
    os.setxattr('file', 'user.attack', b'x')
    print('ESCAPED: an attribute')
except OSError:
    print('contained')
