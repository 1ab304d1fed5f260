console.log(0.1 + 0.2, 2n ** 70n, (255).toString(2), Number.MAX_SAFE_INTEGER, 1 / 0, -7 % 3, parseInt("08"), (1234.5678).toFixed(2));
console.log(new Date(Date.UTC(2024, 1, 29)).toISOString(), new Intl.DateTimeFormat("de", { dateStyle: "long", timeZone: "UTC" }).format(0), new Intl.NumberFormat("en-US").format(1e6));
