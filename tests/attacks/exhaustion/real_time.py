# expect: contained
import os
done = []
for policy in (os.SCHED_FIFO, os.SCHED_RR):
    try:
        os.sched_setscheduler(0, policy, os.sched_param(10))
        done.append(policy)
    except OSError:
        pass
try:
    os.nice(-5)
    done.append('nice')
except OSError:
    pass
print(f'ESCAPED: {done}' if done else 'contained')
