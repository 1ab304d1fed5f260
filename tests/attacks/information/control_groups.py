# expect: contained
paths = {line.rsplit(':', 1)[1].strip() for line in open('/proc/self/cgroup')}
print('contained' if paths <= {'/'} else f'ESCAPED: {paths}')
