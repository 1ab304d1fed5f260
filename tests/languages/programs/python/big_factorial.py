import math

for n in (20, 50, 100):
    f = math.factorial(n)
    print(n, f, sum(map(int, str(f))))
