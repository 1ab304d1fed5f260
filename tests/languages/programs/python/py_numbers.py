import cmath
import math

print(7 // -2, 7 % -2, -7 // 2, divmod(-7, 2), 2 ** 100, 2 ** -1, 10 ** 20 % 97, pow(3, -1, 11))
print(0.1 + 0.2, round(2.5), round(-1.5), 1e16, 1.0, 1e-5, float("inf"), -0.0)
print(f"{1234567.891:,.2f} {255:#x} {5:08b} {0.00012:.3e} {'x':*^5} {3.0!r} {42=}".replace("42=", ""))
print(math.gcd(12, 18), math.isqrt(99), math.comb(10, 3), cmath.sqrt(-1), (1 + 2j) * (3 - 1j), abs(3 + 4j))
print(int("ff", 16), int("1_000"), bin(10), (1000).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
