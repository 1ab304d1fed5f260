# expect: contained
# What /proc says of this network that is not of this network alone.
import glob, os
seen = []
for path in [*glob.glob('/proc/self/net/s*'), *glob.glob('/proc/self/net/stat/*'), '/proc/self/net/protocols']:
    name = os.path.basename(path)
    try:
        lines = open(path).readlines()
    except OSError:
        continue
    if 'stat' in path and name not in ('snmp', 'snmp6', 'sctp') or name == 'protocols':
        seen.append((name, len(lines)))
print(f'ESCAPED: {seen}' if seen else 'contained')
