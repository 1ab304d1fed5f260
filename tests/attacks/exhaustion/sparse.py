# expect: file_limit | stopped by: resource_limits | limits: {"files": 1048576}
# Eight gigabytes that take no room.
import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it
os.truncate(os.open('/box/file', os.O_CREAT | os.O_RDWR), 8 << 30)
print('ESCAPED: a file of 8 GiB')
