# expect: contained | stopped by: closed_descriptors
import os
open_ones = [n for n in range(3, 1024) if os.path.lexists(f'/proc/self/fd/{n}')]
print('ESCAPED: ' + ' '.join(os.readlink(f'/proc/self/fd/{n}') for n in open_ones) if open_ones else 'contained')
