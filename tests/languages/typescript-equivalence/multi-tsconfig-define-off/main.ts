class P { get v() { return 'getter'; } set v(x) { console.log('set', x); } } class Q extends P { // @ts-ignore
 v = 'field'; } console.log(new Q().v);
