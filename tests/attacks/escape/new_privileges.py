# expect: contained | stopped by: no_new_privileges
import ctypes
print('contained' if ctypes.CDLL(None).prctl(39, 0, 0, 0, 0) == 1 else 'ESCAPED: new privileges are possible')
