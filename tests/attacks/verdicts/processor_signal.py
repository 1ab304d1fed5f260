# expect: runtime_error | signal: SIGXCPU
# It used no time worth speaking of.
import os, signal
os.kill(os.getpid(), signal.SIGXCPU)
