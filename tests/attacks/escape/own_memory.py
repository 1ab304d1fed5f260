# expect: contained | stopped by: landlock
# Through /proc/self/mem one writes what is mapped read-only.
import ctypes
text = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value
try:
    with open('/proc/self/mem', 'r+b', 0) as memory:
        memory.seek(text)
        first = memory.read(1)
        memory.seek(text)
        memory.write(first)
    print('ESCAPED: code was written')
except OSError:
    print('contained')
