abstract class Shape {
  static made = 0;
  protected constructor(public readonly name: string) { Shape.made++; }
  abstract get area(): number;
  toString() { return `${this.name}:${this.area.toFixed(1)}`; }
}
class Disc extends Shape { constructor(private r: number) { super("disc"); } get area() { return Math.PI * this.r ** 2; } }
class Box extends Shape { constructor(private w: number, private h = w) { super("box"); } override get area() { return this.w * this.h; } }
console.log(`${[new Disc(1), new Box(2), new Box(2, 3)]}`, Shape.made);
