# expect: contained | runs: plant look look look
import os, sys
places = ['/box', '/tmp', '/dev/shm', '/var/tmp', '/run', '/dev', '/var/lock', '/usr/local/lib', '/root', '/']
if sys.argv[1] == 'look':
    found = [p for p in places if os.path.exists(p + '/left-behind')]
    print(f'ESCAPED: {found}' if found else 'contained')
else:
    for place in places:
        try:
            open(place + '/left-behind', 'w').write('x')
        except OSError:
            pass
    print('contained')
