# expect: contained | stopped by: ipc_namespace | beside: hold | runs: look
import ctypes, sys, time
libc = ctypes.CDLL(None)
key = 0x0c0d0f
if sys.argv[1] == 'hold':
    made = libc.semget(key, 1, 0o1666)
    time.sleep(3)
    libc.semctl(made, 0, 0)
    print('contained')
else:
    print('ESCAPED: a semaphore of another run' if libc.semget(key, 0, 0) >= 0 else 'contained')
