FAR = 1000000
n = 5
d = [[0 if i == j else FAR for j in range(n)] for i in range(n)]
for a, b, w in [(0, 1, 3), (0, 2, 8), (0, 4, -4), (1, 3, 1), (1, 4, 7), (2, 1, 4), (3, 0, 2), (3, 2, -5), (4, 3, 6)]:
    d[a][b] = w
for k in range(n):
    for i in range(n):
        for j in range(n):
            d[i][j] = min(d[i][j], d[i][k] + d[k][j])
for row in d:
    print(" ".join(f"{x:3}" for x in row))
