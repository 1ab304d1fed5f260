import sys

grid = [list(line) for line in sys.stdin.read().split()]


def fits(r, c, d):
    return all(grid[r][i] != d and grid[i][c] != d and grid[r // 3 * 3 + i // 3][c // 3 * 3 + i % 3] != d for i in range(9))


def solve(at=0):
    if at == 81:
        return True
    r, c = divmod(at, 9)
    if grid[r][c] != ".":
        return solve(at + 1)
    for d in "123456789":
        if fits(r, c, d):
            grid[r][c] = d
            if solve(at + 1):
                return True
    grid[r][c] = "."
    return False


print("solved" if solve() else "impossible")
for row in grid:
    print("".join(row))
