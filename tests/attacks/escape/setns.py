# expect: contained
import ctypes, os
libc = ctypes.CDLL(None)
done = []
for process in ('1', 'self', str(os.getppid())):
    for kind in ('net', 'mnt', 'pid', 'uts', 'ipc', 'cgroup', 'user'):
        try:
            if libc.setns(os.open(f'/proc/{process}/ns/{kind}', os.O_RDONLY), 0) == 0:
                done.append(kind)
        except OSError:
            pass
print('ESCAPED: entered ' + ' '.join(done) if done else 'contained')
