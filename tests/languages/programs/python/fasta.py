seed = 42


def random():
    global seed
    seed = (seed * 3877 + 29573) % 139968
    return seed / 139968


table = [("a", 0.3029549426680), ("c", 0.5029330453), ("g", 0.7004), ("t", 1.0)]
print(">random")
for _ in range(5):
    line = ""
    for _ in range(60):
        r = random()
        line += next(c for c, p in table if r < p)
    print(line)
