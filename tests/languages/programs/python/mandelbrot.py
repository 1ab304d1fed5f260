for row in range(20):
    line = ""
    for column in range(60):
        cr, ci = column * 3.0 / 60 - 2.25, row * 2.0 / 20 - 1.0
        zr = zi = 0.0
        n = 0
        while n < 50 and zr * zr + zi * zi <= 4.0:
            zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
            n += 1
        line += "*" if n == 50 else "."
    print(line)
