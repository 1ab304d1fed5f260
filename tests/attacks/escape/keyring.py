# expect: contained | stopped by: system_call_filter
import ctypes
libc = ctypes.CDLL(None)
libc.syscall.restype = ctypes.c_long
key = libc.syscall(248, b'user', b'attack', b'payload', ctypes.c_size_t(7), -2)  # add_key, process keyring
print('ESCAPED: a key' if key > 0 else 'contained')
