# expect: contained | stopped by: system_call_filter
import ctypes
print('ESCAPED: a memory policy' if ctypes.CDLL(None).syscall(238, 0, None, 0) == 0 else 'contained')
