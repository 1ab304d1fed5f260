# expect: contained | stopped by: landlock + undumpable_agent
try:
    open('/proc/1/mem', 'r+b', 0)
    print('ESCAPED: memory of process 1')
except OSError:
    print('contained')
