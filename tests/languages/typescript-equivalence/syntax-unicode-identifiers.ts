const größe = 1, 变量 = 2, ñ = 3, $ = 4, _ = 5, \u0061bc = 6; console.log(größe + 变量 + ñ + $ + _ + abc, { größe, 变量 });
