# expect: contained | stopped by: system_call_filter
import fcntl, struct
with open('file', 'w') as file:
    try:
        fcntl.ioctl(file, 0x40086602, struct.pack('l', 0x40))  # FS_IOC_SETFLAGS, no dump
        print('ESCAPED: a flag of the file system')
    except OSError:
        print('contained')
