# expect: contained | stopped by: work_folder_limit | limits: {"memory": 419430400}
try:
    for i in range(5):
        open(f'/box/{i}', 'wb').write(bytes(16 << 20))
    print('ESCAPED: 80 MiB in the work folder')
except OSError:
    print('contained')
