# expect: contained | stopped by: system_call_filter
import os, socket
try:
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
except OSError:
    pass
try:
    socket.socket(17, socket.SOCK_RAW)
    print('ESCAPED: AF_PACKET')
except OSError:
    print('contained')
