# expect: contained
# Every process number there can be: nobody outside is reached by a signal.
import os, signal
mine = {1, os.getpid()}
reached = []
for pid in range(2, 32768):
    try:
        os.kill(pid, 0)
        if pid not in mine:
            reached.append(pid)
    except ProcessLookupError:
        pass
    except PermissionError:
        reached.append(pid)
print(f'ESCAPED: {reached}' if reached else 'contained')
