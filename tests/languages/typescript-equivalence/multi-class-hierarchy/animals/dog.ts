import { Animal } from './animal'; export class Dog extends Animal { speak() { return `${this.name} barks`; } }
