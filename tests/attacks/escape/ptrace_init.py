# expect: contained | stopped by: landlock + system_call_filter + undumpable_agent
import ctypes
libc = ctypes.CDLL(None)
libc.ptrace.restype = ctypes.c_long
seized = libc.ptrace(0x4206, 1, ctypes.c_void_p(0), ctypes.c_void_p(0))  # PTRACE_SEIZE
print('ESCAPED: process 1 is traced' if seized == 0 else 'contained')
