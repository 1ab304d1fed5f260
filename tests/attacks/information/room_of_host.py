# expect: contained
# How much room the host has on the disk where the images are.
import os
told = os.statvfs('/usr').f_blocks * os.statvfs('/usr').f_frsize
print(f'ESCAPED: {told} bytes' if told > 1 << 30 else 'contained')
