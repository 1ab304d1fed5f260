# expect: time_limit | timeout: 1
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
