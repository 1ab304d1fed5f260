# expect: contained | stopped by: landlock + network_namespace | beside: hold | runs: look
import socket, sys, time
name = '\0left-behind'
if sys.argv[1] == 'hold':
    server = socket.socket(socket.AF_UNIX)
    server.bind(name)
    server.listen()
    time.sleep(3)
    print('contained')
else:
    try:
        socket.socket(socket.AF_UNIX).connect(name)
        print('ESCAPED: a socket of another run')
    except OSError:
        print('contained')
