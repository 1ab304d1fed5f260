enum Color { Red = 'r', Green = 'g' } console.log(Color, Object.values(Color), Color.Red === ('r' as Color));
