public class NBody {
    static final double SOLAR_MASS = 4 * Math.PI * Math.PI, DAYS = 365.24;

    static final class Body {
        double x, y, z, vx, vy, vz;
        final double mass;

        Body(double... v) {
            x = v[0]; y = v[1]; z = v[2];
            vx = v[3] * DAYS; vy = v[4] * DAYS; vz = v[5] * DAYS;
            mass = v[6] * SOLAR_MASS;
        }
    }

    static final Body[] BODIES = {
        new Body(0, 0, 0, 0, 0, 0, 1),
        new Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
            0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
        new Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
            -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
    };

    static double energy() {
        double e = 0;
        for (int i = 0; i < BODIES.length; i++) {
            Body b = BODIES[i];
            e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
            for (int j = i + 1; j < BODIES.length; j++) {
                Body c = BODIES[j];
                double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
                e -= b.mass * c.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return e;
    }

    static void advance(double dt) {
        for (int i = 0; i < BODIES.length; i++) {
            Body b = BODIES[i];
            for (int j = i + 1; j < BODIES.length; j++) {
                Body c = BODIES[j];
                double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
                double d2 = dx * dx + dy * dy + dz * dz, mag = dt / (d2 * Math.sqrt(d2));
                b.vx -= dx * c.mass * mag; b.vy -= dy * c.mass * mag; b.vz -= dz * c.mass * mag;
                c.vx += dx * b.mass * mag; c.vy += dy * b.mass * mag; c.vz += dz * b.mass * mag;
            }
        }
        for (Body b : BODIES) { b.x += dt * b.vx; b.y += dt * b.vy; b.z += dt * b.vz; }
    }

    public static void main(String[] args) {
        double px = 0, py = 0, pz = 0;
        for (Body b : BODIES) { px += b.vx * b.mass; py += b.vy * b.mass; pz += b.vz * b.mass; }
        BODIES[0].vx = -px / SOLAR_MASS; BODIES[0].vy = -py / SOLAR_MASS; BODIES[0].vz = -pz / SOLAR_MASS;
        System.out.printf("%.9f%n", energy());
        for (int i = 0; i < 1000; i++) advance(0.01);
        System.out.printf("%.9f%n", energy());
    }
}
