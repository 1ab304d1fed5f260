# expect: contained | stopped by: system_call_filter
# A root in a user namespace of one's own may change its root, and leave it by a folder outside.
import os
try:
    os.unshare(os.CLONE_NEWUSER)
    os.mkdir('jail')
    os.chroot('jail')
    print('ESCAPED: another root')
except OSError:
    print('contained')
