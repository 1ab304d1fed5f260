# expect: contained
# No terminal, a session of its own, and a parent that is process 1.
import os
wrong = []
if os.getsid(0) != os.getpid() or os.getppid() != 1:
    wrong.append('the session')
try:
    os.open('/dev/tty', os.O_RDWR)
    wrong.append('a terminal')
except OSError:
    pass
print(f'ESCAPED: {wrong}' if wrong else 'contained')
