const text = new TextEncoder().encode("The quick brown fox jumps over the lazy dog");
let crc = 0xffffffff, a = 1, b = 0, h = 2166136261;
for (const byte of text) {
  crc ^= byte;
  for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  a = (a + byte) % 65521;
  b = (b + a) % 65521;
  h = Math.imul(h ^ byte, 16777619);
}
const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
console.log(hex(~crc), hex((b << 16) | a), hex(h));
