for (let row = 0; row < 20; row++) {
  let line = "";
  for (let column = 0; column < 60; column++) {
    const cr = column * 3 / 60 - 2.25, ci = row * 2 / 20 - 1;
    let zr = 0, zi = 0, n = 0;
    for (; n < 50 && zr * zr + zi * zi <= 4; n++) [zr, zi] = [zr * zr - zi * zi + cr, 2 * zr * zi + ci];
    line += n === 50 ? "*" : ".";
  }
  console.log(line);
}
