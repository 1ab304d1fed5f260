# expect: contained | stopped by: inode_limit
import os
try:
    for i in range(8300):
        os.mkdir('d')
        os.chdir('d')
    print('ESCAPED: 8300 folders deep')
except OSError:
    print('contained')
