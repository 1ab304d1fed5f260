# expect: runtime_error | signal: SIGKILL
import os
os.kill(os.getpid(), 9)
