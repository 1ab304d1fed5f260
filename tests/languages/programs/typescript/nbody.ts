const SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793;
const DAYS = 365.24;

class Body {
  constructor(public x: number, public y: number, public z: number, public vx: number, public vy: number, public vz: number, readonly mass: number) {}
}

const bodies: Body[] = [
  new Body(0, 0, 0, 0, 0, 0, SOLAR_MASS),
  new Body(4.8414314424647209, -1.16032004402742839, -0.103622044471123109,
    0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063023 * DAYS, 0.000954791938424326609 * SOLAR_MASS),
  new Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
    -0.00276742510726411 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763929 * DAYS, 0.000285885980666130812 * SOLAR_MASS),
];

function offset(): void {
  let px = 0, py = 0, pz = 0;
  for (const b of bodies) {
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  Object.assign(bodies[0], { vx: -px / SOLAR_MASS, vy: -py / SOLAR_MASS, vz: -pz / SOLAR_MASS });
}

function energy(): number {
  let e = 0;
  bodies.forEach((b, i) => {
    e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
    for (const c of bodies.slice(i + 1)) e -= (b.mass * c.mass) / Math.hypot(b.x - c.x, b.y - c.y, b.z - c.z);
  });
  return e;
}

function advance(dt: number): void {
  for (let i = 0; i < bodies.length; i++) {
    const b = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const c = bodies[j];
      const dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
      const d2 = dx * dx + dy * dy + dz * dz;
      const mag = dt / (d2 * Math.sqrt(d2));
      b.vx -= dx * c.mass * mag;
      b.vy -= dy * c.mass * mag;
      b.vz -= dz * c.mass * mag;
      c.vx += dx * b.mass * mag;
      c.vy += dy * b.mass * mag;
      c.vz += dz * b.mass * mag;
    }
  }
  for (const b of bodies) {
    b.x += dt * b.vx;
    b.y += dt * b.vy;
    b.z += dt * b.vz;
  }
}

offset();
console.log(energy().toFixed(9));
for (let i = 0; i < 1000; i++) advance(0.01);
console.log(energy().toFixed(9));
