# expect: ok | limits: {"memory": 67108864}
# Reserved, and never touched: not memory.
import mmap
held = [mmap.mmap(-1, 64 << 20) for _ in range(8)]
print('reserved')
