# expect: contained | stopped by: system_call_filter | beside: read | runs: watch
# The image's files are the same for all: who hears of their being opened knows what others import.
import ctypes, os, signal, sys, time
place = b'/usr/lib/python3.13/json'
if sys.argv[1] == 'read':
    end = time.monotonic() + 6
    while time.monotonic() < end:
        os.listdir(place)
        open(place + b'/decoder.py').read()
    sys.exit(print('contained'))
heard = []
signal.signal(signal.SIGIO, lambda *_: heard.append('dnotify'))
libc = ctypes.CDLL(None)
watches = libc.inotify_init1(os.O_NONBLOCK)
for event in range(12):  # each alone, and with all others
    for mask in (1 << event, 0xfff):
        libc.inotify_add_watch(watches, place, mask)
        libc.inotify_add_watch(watches, place + b'/decoder.py', mask)
libc.fcntl(os.open(place, os.O_RDONLY), 1026, ctypes.c_ulong(0x80000001))  # F_NOTIFY: DN_ACCESS
end = time.monotonic() + 2
while time.monotonic() < end:
    time.sleep(0.1)
try:
    heard.append(f'{len(os.read(watches, 1 << 16))} bytes of inotify')
except BlockingIOError:
    pass
print(f'ESCAPED: {heard}' if heard else 'contained')
