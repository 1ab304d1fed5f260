# expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
kept = bytearray(b'x') * (128 << 20)
print('ESCAPED: twice the limit')
