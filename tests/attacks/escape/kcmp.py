# expect: contained | stopped by: system_call_filter
import ctypes, os
same = ctypes.CDLL(None).syscall(312, os.getpid(), os.getpid(), 1, 0, 0)
print('ESCAPED: kernel addresses compared' if same >= 0 else 'contained')
