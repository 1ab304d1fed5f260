let h = 0; for (let i = 0; i < 2_000_000; i++) h = (Math.imul(h, 31) + i) | 0; console.log(h); let n = 0n; for (let i = 0n; i < 1000n; i++) n += i * i; console.log(n);
