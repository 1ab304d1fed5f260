size = 8
alive = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
for generation in range(5):
    print(f"generation {generation}")
    for r in range(size):
        print("".join("#" if (r, c) in alive else "." for c in range(size)))
    def near(r, c):
        return sum(((r + dr) % size, (c + dc) % size) in alive for dr in (-1, 0, 1) for dc in (-1, 0, 1) if dr or dc)
    alive = {(r, c) for r in range(size) for c in range(size) if near(r, c) == 3 or (near(r, c) == 2 and (r, c) in alive)}
