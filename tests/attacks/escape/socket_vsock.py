# expect: contained | stopped by: system_call_filter
# In a virtual machine this one goes straight to the host.
import socket
try:
    socket.socket(40, socket.SOCK_STREAM)
    print('ESCAPED: AF_VSOCK')
except OSError:
    print('contained')
