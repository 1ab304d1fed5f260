# expect: memory_limit or runtime_error | stopped by: memory_limit | limits: {"memory": 67108864}
# Each has less than the limit.
import os, time
def child(ready):
    kept = bytearray(b'x') * (24 << 20)
    os.write(ready, b'x')
    time.sleep(10)
reader, writer = os.pipe()
children = []
for _ in range(5):
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        child(writer)
        os._exit(0)
    children.append(pid)
os.close(writer)
there = b''
while len(there) < 5 and (more := os.read(reader, 5)):
    there += more
    if any(os.waitpid(pid, os.WNOHANG)[0] for pid in children):
        raise SystemExit('a child was killed')
if len(there) == 5:
    print('ESCAPED: 120 MiB')
raise SystemExit(1)
