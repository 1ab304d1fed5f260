const sab = new SharedArrayBuffer(8); const ia = new Int32Array(sab); Atomics.add(ia, 0, 5); console.log(Atomics.load(ia, 0), Atomics.compareExchange(ia, 0, 5, 9), ia, Atomics.wait(ia, 1, 0, 1));
