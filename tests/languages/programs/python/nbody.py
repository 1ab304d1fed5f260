import math

PI = 3.141592653589793
MASS = 4 * PI * PI
DAYS = 365.24
bodies = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, MASS],
    [4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
     0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS, 0.000954791938424326609 * MASS],
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
     -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS, 0.000285885980666130812 * MASS],
]


def offset():
    px = [sum(b[3 + k] * b[6] for b in bodies) for k in range(3)]
    for k in range(3):
        bodies[0][3 + k] = -px[k] / MASS


def energy():
    e = 0.0
    for i, b in enumerate(bodies):
        e += 0.5 * b[6] * (b[3] * b[3] + b[4] * b[4] + b[5] * b[5])
        for c in bodies[i + 1:]:
            dx, dy, dz = b[0] - c[0], b[1] - c[1], b[2] - c[2]
            e -= b[6] * c[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return e


def advance(dt):
    for i, b in enumerate(bodies):
        for c in bodies[i + 1:]:
            dx, dy, dz = b[0] - c[0], b[1] - c[1], b[2] - c[2]
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * math.sqrt(d2))
            b[3] -= dx * c[6] * mag
            b[4] -= dy * c[6] * mag
            b[5] -= dz * c[6] * mag
            c[3] += dx * b[6] * mag
            c[4] += dy * b[6] * mag
            c[5] += dz * b[6] * mag
    for b in bodies:
        for k in range(3):
            b[k] += dt * b[3 + k]


offset()
print(f"{energy():.9f}")
for _ in range(1000):
    advance(0.01)
print(f"{energy():.9f}")
