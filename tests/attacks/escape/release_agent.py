# expect: contained
# CVE-2022-0492: a program of the host's choosing runs when a control group becomes empty.
import ctypes, glob, os
libc = ctypes.CDLL(None)
libc.unshare(0x10000000 | 0x02000000 | 0x00020000)
os.makedirs('/tmp/group', exist_ok=True)
mounted = [k for k in (b'memory', b'rdma', b'cpu', b'freezer') if libc.mount(b'c', b'/tmp/group', b'cgroup', 0, k) == 0]
mounted += [b'cgroup2'] * (libc.mount(b'c', b'/tmp/group', b'cgroup2', 0, None) == 0)
found = glob.glob('/sys/fs/cgroup/**/release_agent', recursive=True) + glob.glob('/tmp/group/*')
print(f'ESCAPED: {mounted} {found}' if mounted or found else 'contained')
