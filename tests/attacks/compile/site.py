# expect: contained
# What Python runs before the program is the submission's own, in the same sandbox.
import os
print('ESCAPED: outside' if os.path.exists('/tmp/before-the-filter') and os.path.getsize('/tmp/before-the-filter') > 0 else 'contained')
#--- sitecustomize.py
import ctypes
if ctypes.CDLL(None).unshare(0x10000000) == 0:
    open('/tmp/before-the-filter', 'w').write('x')
#--- usercustomize.py
import sitecustomize
