# expect: contained | limits: {"files": 1048576}
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    open('/box/file', 'wb').write(bytes(2 << 20))
    print('ESCAPED: a file over its limit')
except OSError:
    print('contained')
