class Temperature { private _c = 0; get fahrenheit() { return this._c * 9 / 5 + 32; } set fahrenheit(f: number) { this._c = (f - 32) * 5 / 9; } static get zero() { return new Temperature(); } }
const t = Temperature.zero; t.fahrenheit = 212; console.log(t, t.fahrenheit, Object.getOwnPropertyNames(Temperature.prototype));
