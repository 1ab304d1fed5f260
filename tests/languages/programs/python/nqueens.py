def queens(n, row, columns, left, right):
    if row == n:
        return 1
    free = ~(columns | left | right) & ((1 << n) - 1)
    found = 0
    while free:
        bit = free & -free
        free ^= bit
        found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found


for n in range(1, 9):
    print(n, queens(n, 0, 0, 0, 0))
