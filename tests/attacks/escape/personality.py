# expect: contained | stopped by: system_call_filter
import ctypes
libc = ctypes.CDLL(None)
libc.personality(0x0400000 | 0x0040000)  # READ_IMPLIES_EXEC, ADDR_NO_RANDOMIZE
print('ESCAPED: no randomisation' if libc.personality(ctypes.c_ulong(0xffffffff)) & 0x0440000 else 'contained')
