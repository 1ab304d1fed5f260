# expect: contained | stopped by: uts_namespace
import os, socket
names = {socket.gethostname(), os.uname().nodename}
print('contained' if names == {'sandbox'} else f'ESCAPED: {names}')
