import { Dog } from './animals/dog'; import { Animal } from './animals/animal'; const d = new Dog('rex'); console.log(d.speak(), d instanceof Animal, Animal.count);
