const o: any = { a: { b: null, f() { return this === o.a; } } }; console.log(o?.a?.b?.c, o.x?.y.z.w, o.a.f?.(), o.nope?.(), o?.['a']?.['b'] ?? 'dflt', delete o?.a?.b, o);
