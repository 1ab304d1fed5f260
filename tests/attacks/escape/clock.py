# expect: contained | stopped by: system_call_filter
import ctypes, time
libc = ctypes.CDLL(None)
done = libc.syscall(159, ctypes.create_string_buffer(256)) >= 0  # adjtimex, which without modes only asks
try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
    done = True
except OSError:
    pass
print('ESCAPED: the clock' if done else 'contained')
