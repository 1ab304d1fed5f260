# expect: contained | stopped by: network_namespace
found = []
for name in ('tcp', 'tcp6'):
    try:
        found += [line for line in open('/proc/self/net/' + name) if ' 0A ' in line]
    except OSError:
        pass
print('ESCAPED: who listens' if found else 'contained')
