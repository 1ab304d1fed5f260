const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut c = i as u32;
        let mut k = 0;
        while k < 8 {
            c = if c & 1 == 1 { 0xEDB88320 ^ (c >> 1) } else { c >> 1 };
            k += 1;
        }
        table[i] = c;
        i += 1;
    }
    table
}
static TABLE: [u32; 256] = crc_table();

fn main() {
    let text = b"The quick brown fox jumps over the lazy dog";
    let crc = !text.iter().fold(!0u32, |crc, &b| TABLE[((crc ^ b as u32) & 0xFF) as usize] ^ (crc >> 8));
    let (a, b) = text.iter().fold((1u32, 0u32), |(a, b), &x| ((a + x as u32) % 65521, (b + a + x as u32) % 65521));
    let h = text.iter().fold(2166136261u32, |h, &b| (h ^ b as u32).wrapping_mul(16777619));
    println!("{crc:08x} {:08x} {h:08x}", b << 16 | a);
}
