use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

#[derive(Debug)]
enum ConfigError { Missing(&'static str), Bad { key: String, source: ParseIntError } }
impl fmt::Display for ConfigError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { match self { Self::Missing(k) => write!(f, "missing {k}"), Self::Bad { key, .. } => write!(f, "bad value of {key}") } } }
impl Error for ConfigError { fn source(&self) -> Option<&(dyn Error + 'static)> { match self { Self::Bad { source, .. } => Some(source), _ => None } } }

fn get(text: &str, key: &'static str) -> Result<i32, ConfigError> {
    let value = text.lines().filter_map(|l| l.split_once('=')).find(|(k, _)| *k == key).ok_or(ConfigError::Missing(key))?.1;
    value.parse().map_err(|source| ConfigError::Bad { key: key.to_string(), source })
}
fn run(text: &str) -> Result<i32, Box<dyn Error>> { Ok(get(text, "a")? + get(text, "b")?.checked_mul(2).ok_or("overflow")?) }

fn main() -> Result<(), Box<dyn Error>> {
    for text in ["a=1\nb=2", "a=1", "a=1\nb=x", "a=1\nb=2000000000"] {
        match run(text) {
            Ok(n) => println!("ok {n}"),
            Err(e) => println!("{e}{}", e.source().map(|s| format!(": {s}")).unwrap_or_default()),
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    let caught = std::panic::catch_unwind(|| { let v: Vec<i32> = vec![]; v[0] });
    println!("{} {:?} {:?}", caught.is_err(), 250u8.checked_add(10), (250u8.wrapping_add(10), 250u8.saturating_add(10), i32::MAX.overflowing_add(1)));
    println!("{:?}", "12".parse::<u8>().ok().and_then(|n| n.checked_sub(20)));
    Ok(())
}
