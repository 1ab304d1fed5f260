# expect: runtime_error | signal: SIGSYS
import os, signal
os.kill(os.getpid(), signal.SIGSYS)
