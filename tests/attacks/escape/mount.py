# expect: contained
import ctypes
libc = ctypes.CDLL(None)
tries = [(b'proc', b'/box', b'proc', 0), (b't', b'/tmp', b'tmpfs', 0), (b'/', b'/box', None, 4096), (None, b'/', None, 32 | 4096),
         (b'cgroup', b'/box', b'cgroup', 0), (b'sysfs', b'/box', b'sysfs', 0), (b'devtmpfs', b'/box', b'devtmpfs', 0)]
done = [t for t in tries if libc.mount(t[0], t[1], t[2], t[3], None) == 0]
print(f'ESCAPED: {done}' if done else 'contained')
