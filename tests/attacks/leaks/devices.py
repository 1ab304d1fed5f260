# expect: contained | runs: plant look
# The devices are the same files for all sandboxes.
import os, stat, sys
changed = []
for name in ('null', 'zero', 'full', 'random', 'urandom'):
    path = '/dev/' + name
    for change in (lambda: os.chmod(path, 0o600), lambda: os.chown(path, 1000, 1000), lambda: os.utime(path), lambda: os.rename(path, path + 'x'),
                   lambda: os.unlink(path), lambda: os.setxattr(path, 'user.x', b'x'), lambda: os.symlink('x', '/dev/x')):
        try:
            change()
            changed.append(name)
        except OSError:
            pass
print(f'ESCAPED: {changed}' if changed or stat.S_IMODE(os.stat('/dev/null').st_mode) != 0o666 else 'contained')
