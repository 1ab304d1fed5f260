# expect: process_limit or runtime_error | stopped by: process_limit | limits: {"processes": 30}
import os, time
for made in range(52):
    if os.fork() == 0:
        time.sleep(15)
        os._exit(0)
print('ESCAPED: more processes than the limit')
