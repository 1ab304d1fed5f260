row = [1]
for i in range(10):
    print(" " * (2 * (9 - i)) + "".join(f"{x:4}" for x in row))
    row = [a + b for a, b in zip([0] + row, row + [0])]
