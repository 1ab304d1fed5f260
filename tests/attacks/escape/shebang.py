# expect: contained | stopped by: system_call_filter
# A script of a script, by the dynamic loader, without the right to execute it.
import glob, os, subprocess
with open('/box/inner', 'w') as file:
    file.write('import os\ntry:\n os.unshare(os.CLONE_NEWUSER)\n print("ESCAPED: a user namespace")\nexcept OSError: print("contained")\n')
with open('/box/outer', 'w') as file:
    file.write('#!/usr/bin/env -S /bin/sh -c "exec %s /usr/bin/python3 /box/inner"\n' % glob.glob('/lib64/ld-linux*')[0])
os.chmod('/box/outer', 0o755)
done = subprocess.run(['/box/outer'], capture_output=True, text=True)
print(done.stdout.strip() or 'contained')
