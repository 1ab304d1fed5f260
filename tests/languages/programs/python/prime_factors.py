def factors(n):
    found, p = [], 2
    while p * p <= n:
        k = 0
        while n % p == 0:
            n //= p
            k += 1
        if k:
            found.append((p, k))
        p += 1
    if n > 1:
        found.append((n, 1))
    return found


for n in (2, 12, 97, 360, 1001, 65536, 999999, 2147483647, 600851475143):
    print(n, "=", " * ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in factors(n)))
