items = [(9, 150), (13, 35), (153, 200), (50, 160), (15, 60), (68, 45), (27, 60), (39, 40), (23, 30), (52, 10), (11, 70), (32, 30)]
capacity = 200
best = [0] * (capacity + 1)
for weight, value in items:
    for c in range(capacity, weight - 1, -1):
        best[c] = max(best[c], best[c - weight] + value)
print(best[50], best[100], best[200])
