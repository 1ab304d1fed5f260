# expect: contained | stopped by: system_call_filter
import ctypes
print('ESCAPED: fanotify' if ctypes.CDLL(None).syscall(300, 0x200, 0) >= 0 else 'contained')
