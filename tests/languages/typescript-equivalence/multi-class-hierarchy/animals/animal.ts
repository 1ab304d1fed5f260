export abstract class Animal { static count = 0; constructor(protected name: string) { Animal.count++; } abstract speak(): string; }
