# expect: contained | stopped by: system_call_filter
# Process 1 is of the same user: who makes it wait for others holds up its own end.
import os
done = []
for change in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.setpriority(os.PRIO_USER, 0, 19),
               lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)), lambda: os.sched_setaffinity(1, os.sched_getaffinity(0))):
    try:
        change()
        done.append(change)
    except OSError:
        pass
print(f'ESCAPED: {len(done)} ways to hold up process 1' if done else 'contained')
