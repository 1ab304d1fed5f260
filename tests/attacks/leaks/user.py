# expect: ok | stopped by: own_user | weakened: same | compare: differ | beside: hold | runs: look
# The host's number for the user of this sandbox, while another one runs.
import sys, time
print(open('/proc/self/uid_map').read().split()[1])
if sys.argv[1] == 'hold':
    time.sleep(3)
