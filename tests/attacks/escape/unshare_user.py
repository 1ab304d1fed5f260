# expect: contained | stopped by: system_call_filter
import os
try:
    os.unshare(os.CLONE_NEWUSER)
    print('ESCAPED: a user namespace')
except OSError:
    print('contained')
