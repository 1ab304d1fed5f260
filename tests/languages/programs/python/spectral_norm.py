import math


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v, transposed):
    n = len(v)
    return [sum((a(j, i) if transposed else a(i, j)) * v[j] for j in range(n)) for i in range(n)]


u = [1.0] * 50
for _ in range(10):
    v = times(times(u, False), True)
    u = times(times(v, False), True)
vbv = sum(x * y for x, y in zip(u, v))
vv = sum(x * x for x in v)
print(f"{math.sqrt(vbv / vv):.9f}")
