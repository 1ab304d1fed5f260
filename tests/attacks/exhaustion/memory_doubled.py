# expect: memory_limit or time_limit or runtime_error | limits: {"memory": 67108864} | timeout: 4
text = 'lol'
while True:
    text = text * 10
