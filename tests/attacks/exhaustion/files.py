# expect: contained | stopped by: inode_limit
try:
    for i in range(10000):
        open(f'/box/{i}', 'w').close()
    print('ESCAPED: 10000 files')
except OSError:
    print('contained')
