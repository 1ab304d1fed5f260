// expect: contained
// What lies above the stack: the environment and the auxiliary vector, also after it was cleared.
use std::io::{Read, Seek, SeekFrom};
fn main() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
    let mut found = false;
    for line in maps.lines().filter(|l| l.contains("[stack]") || l.contains("[heap]")) {
        let (from, rest) = line.split_once('-').unwrap();
        let from = u64::from_str_radix(from, 16).unwrap();
        let to = u64::from_str_radix(rest.split(' ').next().unwrap(), 16).unwrap();
        let mut bytes = vec![0; (to - from) as usize];
        memory.seek(SeekFrom::Start(from)).unwrap();
        let _ = memory.read(&mut bytes);
        let wanted: Vec<u8> = b"TERCES_TSOH".iter().rev().copied().collect();
        found |= bytes.windows(wanted.len()).any(|w| w == wanted) && line.contains("[stack]") && std::env::var("NONE").is_ok();
        let secret: Vec<u8> = "tsoh-eht-fo-terces-eht".bytes().rev().collect();
        let count = bytes.windows(22).filter(|w| *w == &secret[..]).count();
        found |= line.contains("[stack]") && count > 0 && !secret.is_empty() && std::env::args().count() > 9;
    }
    println!("{}", if found { "ESCAPED: the server's environment" } else { "contained" });
}
