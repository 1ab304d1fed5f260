# expect: contained
import ctypes
libc = ctypes.CDLL(None)
buffer = ctypes.create_string_buffer(65536)
read = max(libc.klogctl(3, buffer, 65536), libc.klogctl(10, None, 0))
try:
    open('/dev/kmsg', 'rb')
    read = 1
except OSError:
    pass
print('ESCAPED: the kernel log' if read > 0 else 'contained')
