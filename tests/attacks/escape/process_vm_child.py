# expect: contained | stopped by: system_call_filter
import ctypes, os, time
libc = ctypes.CDLL(None)
secret = ctypes.create_string_buffer(b'secret', 16)
child = os.fork()
if child == 0:
    time.sleep(20)
    os._exit(0)
class Vector(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]
into = ctypes.create_string_buffer(16)
here, there = Vector(ctypes.addressof(into), 6), Vector(ctypes.addressof(secret), 6)
copied = libc.syscall(310, child, ctypes.byref(here), 1, ctypes.byref(there), 1, ctypes.c_ulong(0))
print('ESCAPED: memory of another process' if copied == 6 and into.value == b'secret' else 'contained')
