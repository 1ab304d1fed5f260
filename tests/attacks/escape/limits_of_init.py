# expect: contained | stopped by: system_call_filter
import resource
try:
    resource.prlimit(1, resource.RLIMIT_NOFILE)
    print('ESCAPED: the limits of process 1')
except OSError:
    print('contained')
