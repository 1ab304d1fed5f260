for (const x of [0.1, 1e300 * 10, -1e-10, 123456789012345680000, 1.0, 100, 1e-6, 1e-7, 5e-324, 2 ** 53]) console.log(x, x.toString(2).slice(0, 20), x.toPrecision(3), x.toExponential(1));
