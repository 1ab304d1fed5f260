const SOLAR_MASS = 4 * 3.141592653589793 * 3.141592653589793;
const DAYS = 365.24;
class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.mass = mass;
  }
  x;
  y;
  z;
  vx;
  vy;
  vz;
  mass;
}
const bodies = [
  new Body(0, 0, 0, 0, 0, 0, SOLAR_MASS),
  new Body(
    4.841431442464721,
    -1.1603200440274284,
    -0.10362204447112311,
    0.001660076642744037 * DAYS,
    0.007699011184197404 * DAYS,
    -690460016972063e-19 * DAYS,
    9547919384243266e-19 * SOLAR_MASS
  ),
  new Body(
    8.34336671824458,
    4.124798564124305,
    -0.4035234171143214,
    -0.00276742510726411 * DAYS,
    0.004998528012349172 * DAYS,
    23041729757376393e-21 * DAYS,
    2858859806661308e-19 * SOLAR_MASS
  )
];
function offset() {
  let px = 0, py = 0, pz = 0;
  for (const b of bodies) {
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  Object.assign(bodies[0], { vx: -px / SOLAR_MASS, vy: -py / SOLAR_MASS, vz: -pz / SOLAR_MASS });
}
function energy() {
  let e = 0;
  bodies.forEach((b, i) => {
    e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
    for (const c of bodies.slice(i + 1)) e -= b.mass * c.mass / Math.hypot(b.x - c.x, b.y - c.y, b.z - c.z);
  });
  return e;
}
function advance(dt) {
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
for (let i = 0; i < 1e3; i++) advance(0.01);
console.log(energy().toFixed(9));
