text = b"The quick brown fox jumps over the lazy dog"
crc = 0xFFFFFFFF
for byte in text:
    crc ^= byte
    for _ in range(8):
        crc = (crc >> 1) ^ (0xEDB88320 if crc & 1 else 0)
a, b = 1, 0
for byte in text:
    a = (a + byte) % 65521
    b = (b + a) % 65521
h = 2166136261
for byte in text:
    h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
print(f"{crc ^ 0xFFFFFFFF:08x} {b << 16 | a:08x} {h:08x}")
