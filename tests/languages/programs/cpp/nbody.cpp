#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

constexpr double solar_mass = 4 * std::numbers::pi * std::numbers::pi, days = 365.24;
struct Body { double x, y, z, vx, vy, vz, mass; };

std::array<Body, 3> bodies{{
    {0, 0, 0, 0, 0, 0, solar_mass},
    {4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694 * days,
     0.00769901118419740425 * days, -0.0000690460016972063023 * days, 0.000954791938424326609 * solar_mass},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411 * days,
     0.00499852801234917238 * days, 0.0000230417297573763929 * days, 0.000285885980666130812 * solar_mass},
}};

double energy() {
  double e = 0;
  for (auto b = bodies.begin(); b != bodies.end(); ++b) {
    e += 0.5 * b->mass * (b->vx * b->vx + b->vy * b->vy + b->vz * b->vz);
    for (auto c = b + 1; c != bodies.end(); ++c) e -= b->mass * c->mass / std::hypot(b->x - c->x, b->y - c->y, b->z - c->z);
  }
  return e;
}

void advance(double dt) {
  for (auto b = bodies.begin(); b != bodies.end(); ++b)
    for (auto c = b + 1; c != bodies.end(); ++c) {
      const double dx = b->x - c->x, dy = b->y - c->y, dz = b->z - c->z;
      const double d2 = dx * dx + dy * dy + dz * dz, mag = dt / (d2 * std::sqrt(d2));
      b->vx -= dx * c->mass * mag; b->vy -= dy * c->mass * mag; b->vz -= dz * c->mass * mag;
      c->vx += dx * b->mass * mag; c->vy += dy * b->mass * mag; c->vz += dz * b->mass * mag;
    }
  for (auto& b : bodies) { b.x += dt * b.vx; b.y += dt * b.vy; b.z += dt * b.vz; }
}

int main() {
  double px = 0, py = 0, pz = 0;
  for (const auto& b : bodies) { px += b.vx * b.mass; py += b.vy * b.mass; pz += b.vz * b.mass; }
  bodies[0].vx = -px / solar_mass; bodies[0].vy = -py / solar_mass; bodies[0].vz = -pz / solar_mass;
  std::printf("%.9f\n", energy());
  for (int i = 0; i < 1000; ++i) advance(0.01);
  std::printf("%.9f\n", energy());
}
