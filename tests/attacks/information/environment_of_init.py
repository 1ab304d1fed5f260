# expect: contained | stopped by: landlock + undumpable_agent
try:
    open('/proc/1/environ').read()
    print('ESCAPED: the environment of process 1')
except OSError:
    print('contained')
