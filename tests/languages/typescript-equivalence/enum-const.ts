const enum Level { Low = 1, High = Low + 9, Text = 'text' } console.log(Level.Low, Level.High, Level.Text, [Level.High].map((x) => x * 2));
