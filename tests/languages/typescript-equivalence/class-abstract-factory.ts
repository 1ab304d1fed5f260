interface Animal { speak(): string }
const makers: Record<string, new () => Animal> = { dog: class Dog implements Animal { speak() { return 'woof'; } }, cat: class Cat implements Animal { speak() { return 'meow'; } } };
for (const k in makers) console.log(k, new makers[k]().speak(), makers[k].name);
