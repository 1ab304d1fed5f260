# expect: runtime_error | signal: SIGALRM
import signal, time
signal.alarm(1)
time.sleep(10)
