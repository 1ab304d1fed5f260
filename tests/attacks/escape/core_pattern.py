# expect: contained
done = []
for name in ('kernel/core_pattern', 'kernel/modprobe', 'kernel/hotplug', 'vm/overcommit_memory', 'fs/binfmt_misc/register', 'kernel/sysrq'):
    for mode in ('w', 'r'):
        try:
            open('/proc/sys/' + name, mode)
            done.append(name)
        except OSError:
            pass
print(f'ESCAPED: {done}' if done else 'contained')
