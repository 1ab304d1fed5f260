abstract class Shape { abstract area(): number; describe() { return `${this.constructor.name} ${this.area().toFixed(2)}`; } }
class Circle extends Shape { constructor(private r: number) { super(); } area() { return Math.PI * this.r ** 2; } }
class Square extends Shape { constructor(protected side: number) { super(); } area() { return this.side ** 2; } }
for (const s of [new Circle(1), new Square(2)]) console.log(s.describe());
console.log(new Circle(1) instanceof Shape, Object.keys(new Circle(2)));
