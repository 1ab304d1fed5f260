# expect: contained
# The server's own state is on the host under this name; nothing here may have it, or lead to it.
import os
state = '{{state}}'
found = [path for path in (state, state + '/server.log', state + '/lock', '/proc/self/root' + state, '/var/lib/cordon') if os.path.exists(path)]
for folder, names, files in os.walk('/'):
    if folder == '/proc':
        names.clear()
    if 'server.log' in files or 'cordond' in files or 'cordon-agent' in files or '.git' in names:
        found.append(folder)
print(f'ESCAPED: {found}' if found else 'contained')
