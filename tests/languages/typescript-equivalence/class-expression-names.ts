const K = class {}; const L = class Named {}; console.log(K.name, L.name, (class {}).name, new K().constructor.name);
const o = { m() {}, f: () => {}, g: function () {}, ['comp' + 1]: () => {} }; console.log(o.m.name, o.f.name, o.g.name, o.comp1.name);
