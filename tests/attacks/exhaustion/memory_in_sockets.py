# expect: memory_limit or contained | limits: {"memory": 33554432}
import socket
held, total = [], 0
try:
    while total < 256 << 20:
        pair = socket.socketpair()
        held.append(pair)
        pair[0].setblocking(False)
        try:
            while True:
                total += pair[0].send(bytes(65536))
        except BlockingIOError:
            pass
    print('ESCAPED: the memory of sockets')
except OSError:
    print('contained' if total < 128 << 20 else f'ESCAPED: {total}')
