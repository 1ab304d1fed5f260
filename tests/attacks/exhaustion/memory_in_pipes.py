# expect: contained or memory_limit | limits: {"memory": 33554432}
import os
held, total = [], 0
try:
    while total < 256 << 20:
        reader, writer = os.pipe()
        held.append((reader, writer))
        os.set_blocking(writer, False)
        try:
            while True:
                total += os.write(writer, bytes(65536))
        except BlockingIOError:
            pass
    print('ESCAPED: the memory of pipes')
except OSError:
    print('contained' if total < 64 << 20 else f'ESCAPED: {total}')
