class Point { constructor(public x: number, public y: number) {} add(o: Point): Point { return new Point(this.x + o.x, this.y + o.y); } toString() { return `(${this.x}, ${this.y})`; } }
console.log(String(new Point(1, 2).add(new Point(3, 4))));
console.log(new Point(1, 2));
