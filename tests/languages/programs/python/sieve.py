n = 100000
prime = bytearray([1]) * n
prime[0] = prime[1] = 0
for i in range(2, int(n ** 0.5) + 1):
    if prime[i]:
        prime[i * i::i] = bytes(len(range(i * i, n, i)))
primes = [i for i in range(n) if prime[i]]
print(len(primes))
print(*primes[-5:])
