# expect: memory_limit | stopped by: memory_limit | limits: {"memory": 41943040}
for i in range(6):
    open(f'/box/{i}', 'wb').write(bytes(10 << 20))
print('ESCAPED: 60 MiB of files')
