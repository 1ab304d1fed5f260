# expect: contained | stopped by: user_namespace
inside, outside, count = open('/proc/self/uid_map').read().split()
print('contained' if (inside, count) == ('1000', '1') and outside != '0' else 'ESCAPED: the host knows this user')
