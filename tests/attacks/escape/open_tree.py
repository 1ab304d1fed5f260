# expect: contained | stopped by: system_call_filter
import ctypes
print('ESCAPED: a tree' if ctypes.CDLL(None).syscall(428, -100, b'/', 0) >= 0 else 'contained')
