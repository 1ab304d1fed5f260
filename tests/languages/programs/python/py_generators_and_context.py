import contextlib
import functools
import itertools


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


def tree():
    received = yield 1
    print("received", received)
    yield from (x * 10 for x in itertools.count(2) if x < 5) if received == "all" else []


with tag("a") as a, contextlib.suppress(KeyError):
    print(a)
    {}["x"]
g = tree()
print(next(g), g.send("all"), next(g))
g.close()


@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info().hits, list(itertools.accumulate(range(6), lambda a, b: a * 2 + b)), list(itertools.pairwise("abc")))
