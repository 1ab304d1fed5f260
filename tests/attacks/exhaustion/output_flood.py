# expect: output_limit | limits: {"output": 65536}
while True:
    print('flood')
