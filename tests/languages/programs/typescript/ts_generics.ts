interface Repository<T extends { id: number }> { add(item: T): this; find(id: number): T | undefined; where<K extends keyof T>(key: K, value: T[K]): T[] }
class Memory<T extends { id: number }> implements Repository<T> {
  private readonly items = new Map<number, T>();
  add(item: T): this { this.items.set(item.id, item); return this; }
  find(id: number) { return this.items.get(id); }
  where<K extends keyof T>(key: K, value: T[K]) { return [...this.items.values()].filter((item) => item[key] === value); }
}
const users = new Memory<{ id: number; name: string; admin?: boolean }>().add({ id: 1, name: "a" }).add({ id: 2, name: "b", admin: true });
console.log(users.find(2)?.name, users.where("admin", true).length, users.find(9));
