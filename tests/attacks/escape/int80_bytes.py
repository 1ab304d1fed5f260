# expect: contained | stopped by: system_call_filter
# Machine code in memory that is made executable.
import ctypes, mmap, os
code = b'\xb8\x14\0\0\0\xcd\x80\xc3'  # mov eax, 20; int 0x80; ret
memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
memory.write(code)
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
child = os.fork()
if child == 0:
    os._exit(7 if call() == os.getpid() else 0)
print('ESCAPED: a 32-bit call' if os.waitpid(child, 0)[1] == 7 << 8 else 'contained')
