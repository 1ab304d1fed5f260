# expect: contained | stopped by: system_call_filter
import ctypes, os
libc = ctypes.CDLL(None)
try:
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNS)
except OSError:
    pass
context = libc.syscall(430, b'tmpfs', 0)  # fsopen
libc.syscall(431, context, 6, None, None, 0)  # fsconfig, create
print('ESCAPED: a mounted file system' if libc.syscall(432, context, 0, 0) >= 0 else 'contained')
