# expect: contained | stopped by: system_call_filter
import ctypes, os
libc = ctypes.CDLL(None)
buffer = ctypes.create_string_buffer(16384)
class Vector(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]
page = Vector((ctypes.addressof(buffer) + 4095) & ~4095, 4096)
done = libc.syscall(440, libc.syscall(434, os.getpid(), 0), ctypes.byref(page), ctypes.c_size_t(1), 20, 0)
print('ESCAPED: advice on memory by descriptor' if done >= 0 else 'contained')
