console.log(2 ** 3 ** 2, (-2) ** 2, 2 ** -1, 10 ** 21); let x = 3; x **= 2; console.log(x);
