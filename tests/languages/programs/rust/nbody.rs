use std::f64::consts::PI;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const DAYS: f64 = 365.24;

#[derive(Clone, Copy)]
struct Body { p: [f64; 3], v: [f64; 3], mass: f64 }

fn body(p: [f64; 3], v: [f64; 3], mass: f64) -> Body {
    Body { p, v: v.map(|x| x * DAYS), mass: mass * SOLAR_MASS }
}

fn energy(bodies: &[Body]) -> f64 {
    let mut e = 0.0;
    for (i, b) in bodies.iter().enumerate() {
        e += 0.5 * b.mass * b.v.iter().map(|v| v * v).sum::<f64>();
        for c in &bodies[i + 1..] {
            let d2: f64 = (0..3).map(|k| (b.p[k] - c.p[k]).powi(2)).sum();
            e -= b.mass * c.mass / d2.sqrt();
        }
    }
    e
}

fn advance(bodies: &mut [Body], dt: f64) {
    for i in 0..bodies.len() {
        let (head, tail) = bodies.split_at_mut(i + 1);
        let b = &mut head[i];
        for c in tail {
            let d: [f64; 3] = std::array::from_fn(|k| b.p[k] - c.p[k]);
            let d2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
            let mag = dt / (d2 * d2.sqrt());
            for k in 0..3 {
                b.v[k] -= d[k] * c.mass * mag;
                c.v[k] += d[k] * b.mass * mag;
            }
        }
    }
    for b in bodies {
        for k in 0..3 {
            b.p[k] += dt * b.v[k];
        }
    }
}

fn main() {
    let mut bodies = [
        body([0.0; 3], [0.0; 3], 1.0),
        body([4.84143144246472090, -1.16032004402742839, -0.103622044471123109], [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023], 0.000954791938424326609),
        body([8.34336671824457987, 4.12479856412430479, -0.403523417114321381], [-0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929], 0.000285885980666130812),
    ];
    for k in 0..3 {
        bodies[0].v[k] = -bodies.iter().map(|b| b.v[k] * b.mass).sum::<f64>() / SOLAR_MASS;
    }
    println!("{:.9}", energy(&bodies));
    for _ in 0..1000 {
        advance(&mut bodies, 0.01);
    }
    println!("{:.9}", energy(&bodies));
}
