# expect: contained
import socket
found = []
for kind, protocol in ((1, 262), (1, 132), (2, 136), (3, 1), (3, 255), (2, 1), (6, 33)):
    for family in (2, 10):
        try:
            socket.socket(family, kind, protocol)
            found.append(protocol)
        except OSError:
            pass
print(f'ESCAPED: {found}' if found else 'contained')
