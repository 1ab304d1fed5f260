class Builder { private parts: string[] = []; add(p: string): this { this.parts.push(p); return this; } build() { return this.parts.join('-'); } }
class Loud extends Builder { shout(): this { return this.add('!'); } }
console.log(new Loud().add('a').shout().add('b').build());
