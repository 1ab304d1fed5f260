# expect: contained
import fcntl, os, termios
done = []
for name in ('/dev/tty', '/dev/ptmx', '/dev/console', '/dev/tty0', '/dev/pts/0', '/dev/pts/ptmx'):
    try:
        fd = os.open(name, os.O_RDWR)
        done.append(name)
        fcntl.ioctl(fd, termios.TIOCSTI, b'x')
    except OSError:
        pass
for fd in (0, 1, 2):
    try:
        fcntl.ioctl(fd, termios.TIOCSTI, b'x')
        done.append(fd)
    except OSError:
        pass
print(f'ESCAPED: {done}' if done else 'contained')
