const enum Key { A = 'KeyA', B = `Key${'B'}` } function f(k: Key) { switch (k) { case Key.A: return 1; case Key.B: return 2; } } console.log(f(Key.A), f(Key.B), Key.A.length);
