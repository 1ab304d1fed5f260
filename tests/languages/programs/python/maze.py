import sys
from collections import deque

grid = sys.stdin.read().split()
start = next((r, row.index("S")) for r, row in enumerate(grid) if "S" in row)
queue, seen = deque([(start, 0)]), {start}
while queue:
    (r, c), steps = queue.popleft()
    if grid[r][c] == "E":
        print("steps", steps)
        break
    for p in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
        if grid[p[0]][p[1]] != "#" and p not in seen:
            seen.add(p)
            queue.append((p, steps + 1))
else:
    print("no way")
print("seen", len(seen))
