seed = 7


def random():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % 100000


def quicksort(a, low, high):
    if low >= high:
        return
    pivot, i, j = a[(low + high) // 2], low, high
    while i <= j:
        while a[i] < pivot:
            i += 1
        while a[j] > pivot:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i, j = i + 1, j - 1
    quicksort(a, low, j)
    quicksort(a, i, high)


a = [random() for _ in range(2000)]
quicksort(a, 0, len(a) - 1)
print(*a[:5])
print(*a[-5:])
print(sum(i * x for i, x in enumerate(a)) % 1000000007)
