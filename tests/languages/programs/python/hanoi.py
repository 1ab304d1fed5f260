moves = 0


def hanoi(n, source, target, spare):
    global moves
    if n == 0:
        return
    hanoi(n - 1, source, spare, target)
    moves += 1
    print(f"{n}: {source} -> {target}")
    hanoi(n - 1, spare, target, source)


hanoi(4, "A", "C", "B")
print(moves)
