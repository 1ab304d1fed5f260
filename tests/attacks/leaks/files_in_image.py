# expect: contained | stopped by: landlock + read_only_root | runs: plant look
# Folders of the image that everybody may write to, were it not read-only.
import os, stat, sys
found = []
for folder, names, files in os.walk('/'):
    if folder in ('/proc', '/box', '/tmp', '/dev', '/sys'):
        names.clear()
    elif stat.S_IMODE(os.stat(folder).st_mode) & 2:
        path = folder + '/left-behind'
        if sys.argv[1] == 'look' and os.path.exists(path):
            found.append(path)
        try:
            open(path, 'w').close()
            found.append(path)
        except OSError:
            pass
print(f'ESCAPED: {found}' if found else 'contained')
