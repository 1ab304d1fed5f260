# expect: contained | stopped by: no_capabilities
status = dict(line.split(':\t', 1) for line in open('/proc/self/status').read().splitlines() if ':\t' in line)
held = [name for name in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb') if int(status[name], 16)]
print(f'ESCAPED: {held}' if held else 'contained')
