# expect: memory_limit | stopped by: memory_limit | limits: {"memory": 4096}
# Less than a process can have at all: no reason to have no limit.
block = bytearray(100 << 20)
print('ESCAPED: 100 MiB')
