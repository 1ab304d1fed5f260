# expect: contained | stopped by: inode_limit
import os
try:
    for tree in range(18):
        os.chdir('/box')
        for name in [str(tree)] + ['d'] * 499:
            os.mkdir(name)
            os.chdir(name)
    print('ESCAPED: 9000 folders, 500 deep')
except OSError:
    print('contained')
