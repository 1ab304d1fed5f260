# expect: contained | stdin: abcdefghijklmnopqrstuvwxyz
import os
os.close(0)
print('contained')
