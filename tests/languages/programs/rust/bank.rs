use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug)]
enum BankError { Missing(String), Exists(String), Poor { name: String, has: i64 } }

impl fmt::Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BankError::Missing(name) => write!(f, "no account {name}"),
            BankError::Exists(name) => write!(f, "{name} exists"),
            BankError::Poor { name, has } => write!(f, "{name} has only {has}"),
        }
    }
}
impl std::error::Error for BankError {}

#[derive(Default)]
struct Bank(BTreeMap<String, i64>);

impl Bank {
    fn balance(&mut self, name: &str) -> Result<&mut i64, BankError> {
        self.0.get_mut(name).ok_or_else(|| BankError::Missing(name.to_owned()))
    }
    fn take(&mut self, name: &str, amount: i64) -> Result<(), BankError> {
        let balance = self.balance(name)?;
        if *balance < amount {
            return Err(BankError::Poor { name: name.into(), has: *balance });
        }
        *balance -= amount;
        Ok(())
    }
    fn run(&mut self, line: &str) -> Result<(), Box<dyn std::error::Error>> {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["open", name] => match self.0.insert(name.into(), 0) {
                Some(balance) => {
                    self.0.insert(name.into(), balance);
                    return Err(BankError::Exists(name.into()).into());
                }
                None => {}
            },
            ["deposit", name, amount] => *self.balance(name)? += amount.parse::<i64>()?,
            ["withdraw", name, amount] => self.take(name, amount.parse()?)?,
            ["transfer", from, to, amount] => {
                self.take(from, amount.parse()?)?;
                *self.balance(to)? += amount.parse::<i64>()?;
            }
            _ => self.0.iter().for_each(|(name, balance)| println!("{name} {balance}")),
        }
        Ok(())
    }
}

fn main() {
    let mut bank = Bank::default();
    for line in std::io::stdin().lines().map_while(Result::ok) {
        if let Err(error) = bank.run(&line) {
            println!("error: {error}");
        }
    }
}
