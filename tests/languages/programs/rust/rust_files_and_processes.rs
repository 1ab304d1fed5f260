use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

fn main() -> std::io::Result<()> {
    fs::create_dir_all("data/deep")?;
    let mut out = BufWriter::new(File::create("data/deep/a.txt")?);
    for i in 0..3 { writeln!(out, "line {i}")?; }
    out.into_inner()?.seek(SeekFrom::Start(0))?;
    println!("{:?}", BufReader::new(File::open("data/deep/a.txt")?).lines().collect::<Result<Vec<_>, _>>()?);
    fs::remove_dir_all("data")?;
    println!("{:?} {}", File::open("data").map_err(|e| e.kind()).err(), std::env::current_dir()?.display());
    let mut child = Command::new("/bin/sh").args(["-c", "read x; echo got $x; exit 4"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    child.stdin.take().unwrap().write_all(b"input\n")?;
    let done = child.wait_with_output()?;
    println!("{} {:?}", String::from_utf8_lossy(&done.stdout).trim(), done.status.code());
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || { let (mut s, _) = listener.accept().unwrap(); let mut b = [0; 4]; s.read_exact(&mut b).unwrap(); b.reverse(); s.write_all(&b).unwrap(); });
    let mut client = TcpStream::connect(address)?;
    client.write_all(b"abcd")?;
    let mut answer = String::new();
    client.read_to_string(&mut answer)?;
    server.join().unwrap();
    println!("{answer}");
    Ok(())
}
