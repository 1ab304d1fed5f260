enum T { Neg = -1, Tpl = `x${1 + 1}` as any, Big = 2 ** 31 } console.log(T, T[-1], T.Big);
