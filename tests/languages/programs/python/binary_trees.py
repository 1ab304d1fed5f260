def make(depth):
    return (None, None) if depth == 0 else (make(depth - 1), make(depth - 1))


def check(tree):
    return 1 if tree[0] is None else 1 + check(tree[0]) + check(tree[1])


deepest = 10
print(f"stretch tree of depth {deepest + 1} check: {check(make(deepest + 1))}")
long_lived = make(deepest)
for depth in range(4, deepest + 1, 2):
    times = 1 << (deepest - depth + 4)
    print(f"{times} trees of depth {depth} check: {sum(check(make(depth)) for _ in range(times))}")
print(f"long lived tree of depth {deepest} check: {check(long_lived)}")
