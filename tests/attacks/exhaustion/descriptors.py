# expect: contained | stopped by: resource_limits
import os
held = []
try:
    while len(held) < 5000:
        held.append(os.dup(0))
    print('ESCAPED: 5000 descriptors')
except OSError:
    print('contained')
