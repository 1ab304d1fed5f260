# expect: time_limit | timeout: 2
# The agent is of the same user: it can be made the least important process of all.
import os
for change in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
               lambda: os.sched_setaffinity(1, {0})):
    try:
        change()
    except OSError:
        pass
print('started', flush=True)
for _ in range(60):
    if os.fork() == 0:
        break
while True:
    pass
