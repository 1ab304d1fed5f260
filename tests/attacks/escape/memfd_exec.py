# expect: contained | stopped by: system_call_filter
# A program of 140 bytes that was never a file: unshare(CLONE_NEWUSER), exit(result == 0 ? 0 : 255).
import os, struct
code = bytes.fromhex('b810010000' 'bf00000010' '0f05' '89c7' 'c1ff1f' 'b83c000000' '0f05')
header = b'\x7fELF\2\1\1' + bytes(9) + struct.pack('<HHIQQQIHHHHHH', 2, 62, 1, 0x400078, 64, 0, 0, 64, 56, 1, 0, 0, 0)
header += struct.pack('<IIQQQQQQ', 1, 5, 0, 0x400000, 0x400000, 120 + len(code), 120 + len(code), 4096)
fd = os.memfd_create('x', 0)
os.write(fd, header + code)
child = os.fork()
if child == 0:
    try:
        os.execve(fd, ['x'], {})
    finally:
        os._exit(99)
status = os.waitpid(child, 0)[1]
assert status in (0, 255 << 8), status
print('ESCAPED: a user namespace' if status == 0 else 'contained')
