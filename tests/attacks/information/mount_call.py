# expect: contained | stopped by: system_call_filter
import ctypes, struct
libc = ctypes.CDLL(None)
answer = ctypes.create_string_buffer(4096)
ask = struct.pack('<IIQQ', 24, 0, 2 ** 64 - 1, 0)
print('ESCAPED: the list of mounts' if libc.syscall(458, ask, answer, ctypes.c_size_t(64), 0) > 0 else 'contained')
