# expect: contained | beside: hold | runs: look
import os, sys, time
if sys.argv[1] == 'hold':
    for _ in range(20):
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)
    time.sleep(2.5)
    print('contained')
else:
    alive = []
    for pid in range(2, 2000):
        try:
            os.kill(pid, 0)
            alive.append(pid)
        except ProcessLookupError:
            pass
        except PermissionError:
            alive.append(pid)
    print('contained' if alive == [os.getpid()] else f'ESCAPED: {alive}')
