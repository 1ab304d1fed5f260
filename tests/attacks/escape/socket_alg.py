# expect: contained
import socket
try:
    socket.socket(38, socket.SOCK_SEQPACKET)
    print('ESCAPED: AF_ALG')
except OSError:
    print('contained')
