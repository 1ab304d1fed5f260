# expect: contained
import ctypes
libc = ctypes.CDLL(None)
attributes = ctypes.create_string_buffer(b'\x02\0\0\0\4\0\0\0\4\0\0\0\1\0\0\0', 128)
print('ESCAPED: a bpf map' if libc.syscall(321, 0, attributes, 128) >= 0 else 'contained')
