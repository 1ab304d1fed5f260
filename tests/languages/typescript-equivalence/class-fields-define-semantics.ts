class P { get v() { return 'getter'; } } class Q extends P { v: any = 'field'; } console.log(new Q().v);
class R { x: number; y?: string; declare z: number; } console.log(Object.keys(new R()), 'z' in new R());
