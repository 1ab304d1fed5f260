# expect: file_limit | exit: 1
# Many files, none of them large.
for number in range(100):
    open(f'{number}', 'wb').write(bytes(1 << 20))
