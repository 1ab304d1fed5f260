# expect: contained
import ctypes
libc = ctypes.CDLL(None)
made = 0
while made < 3000 and libc.inotify_init() >= 0:
    made += 1
print('contained' if made < 3000 else 'ESCAPED: 3000 watches')
