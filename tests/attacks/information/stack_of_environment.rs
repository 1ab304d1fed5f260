// expect: contained
// What the kernel put above the stack, whoever may have cleared it since.
use std::io::{Read, Seek, SeekFrom};
fn main() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = maps.lines().find(|l| l.contains("[stack]")).unwrap();
    let (from, rest) = line.split_once('-').unwrap();
    let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(rest.split(' ').next().unwrap(), 16).unwrap());
    let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
    let mut bytes = vec![0; (to - from) as usize];
    memory.seek(SeekFrom::Start(from)).unwrap();
    memory.read_exact(&mut bytes).unwrap();
    let wanted: Vec<u8> = b"=TERCES_TSOH".iter().rev().copied().collect();
    println!("{}", if bytes.windows(wanted.len()).any(|w| w == wanted) { "ESCAPED: the server's environment" } else { "contained" });
}
