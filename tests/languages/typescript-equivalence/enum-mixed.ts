enum Mix { A, B = 'b', C = 3, D } console.log(Mix, Mix.D, Mix[3], (Mix as any)['b']);
