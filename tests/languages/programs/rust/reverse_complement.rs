use std::io::{self, BufRead};

fn complement(b: u8) -> u8 {
    match b { b'A' => b'T', b'C' => b'G', b'G' => b'C', b'T' => b'A', b'R' => b'Y', b'Y' => b'R', b'K' => b'M', b'M' => b'K', other => other }
}

fn flush(header: &Option<String>, text: &mut Vec<u8>) {
    let Some(header) = header else { return };
    println!("{header}");
    let turned: Vec<u8> = text.drain(..).rev().map(complement).collect();
    for chunk in turned.chunks(30) {
        println!("{}", std::str::from_utf8(chunk).unwrap());
    }
}

fn main() {
    let (mut header, mut text) = (None, Vec::new());
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        if line.starts_with('>') {
            flush(&header, &mut text);
            header = Some(line);
        } else {
            text.extend_from_slice(line.as_bytes());
        }
    }
    flush(&header, &mut text);
}
