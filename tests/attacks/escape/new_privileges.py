# expect: contained | stopped by: landlock + no_new_privileges + system_call_filter
import ctypes
print('contained' if ctypes.CDLL(None).prctl(39, 0, 0, 0, 0) == 1 else 'ESCAPED: new privileges are possible')
