def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    most = checksum = index = 0
    r = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        perm = perm1[:]
        flips = 0
        while (k := perm[0]) != 0:
            perm[:k + 1] = perm[k::-1]
            flips += 1
        most = max(most, flips)
        checksum += flips if index % 2 == 0 else -flips
        while True:
            if r == n:
                return checksum, most
            perm1.insert(r, perm1.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        index += 1


checksum, most = fannkuch(7)
print(checksum)
print(f"Pfannkuchen(7) = {most}")
