x = "global"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x += "+inner"
        return x

    return inner, lambda: x


f, g = outer()
print(f(), f(), g(), x)
fs = [lambda i=i: i for i in range(3)]
gs = [lambda: i for i in range(3)]
print([h() for h in fs], [h() for h in gs])
print([(a, b) for a in range(3) for b in "xy" if a != 1], {k: v for k, v in zip("ab", range(2))}, {n % 3 for n in range(9)})
a, *b, (c, d) = 1, 2, 3, (4, 5)
print(a, b, c, d, (n := 10) + n)


def f2(a, /, b, *args, c=3, **kw):
    return a, b, args, c, kw


print(f2(1, 2, 9, c=4, z=5), f2(*[1, 2], **{"c": 0}))
try:
    try:
        raise ValueError("first")
    finally:
        print("finally")
except ValueError as e:
    try:
        raise RuntimeError("second") from e
    except RuntimeError as r:
        print(r, "<-", r.__cause__)
else:
    print("never")
