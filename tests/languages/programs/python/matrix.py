seed = 1


def random():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 65536 % 10


n = 40
a = [[random() for _ in range(n)] for _ in range(n)]
b = [[random() for _ in range(n)] for _ in range(n)]
c = [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
print(sum(c[i][i] for i in range(n)), sum(map(sum, c)), c[0][0], c[n - 1][n - 1])
