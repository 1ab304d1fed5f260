# expect: contained | stopped by: system_call_filter
import ctypes
class Handle(ctypes.Structure):
    _fields_ = [('size', ctypes.c_uint), ('kind', ctypes.c_int), ('bytes', ctypes.c_char * 128)]
handle, mount = Handle(128), ctypes.c_int()
done = ctypes.CDLL(None).syscall(303, -100, b'/box', ctypes.byref(handle), ctypes.byref(mount), 0)
print('ESCAPED: a file handle' if done == 0 else 'contained')
