use std::fmt;

struct Natural(Vec<u32>);

impl Natural {
    const BASE: u64 = 1_000_000_000;
    fn times(mut self, factor: u64) -> Self {
        let mut carry = 0;
        for limb in &mut self.0 {
            carry += *limb as u64 * factor;
            *limb = (carry % Self::BASE) as u32;
            carry /= Self::BASE;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
        self
    }
}

impl fmt::Display for Natural {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (last, rest) = self.0.split_last().ok_or(fmt::Error)?;
        write!(f, "{last}")?;
        rest.iter().rev().try_for_each(|limb| write!(f, "{limb:09}"))
    }
}

fn main() {
    for n in [20, 50, 100] {
        let text = (1..=n).fold(Natural(vec![1]), Natural::times).to_string();
        println!("{n} {text} {}", text.chars().filter_map(|c| c.to_digit(10)).sum::<u32>());
    }
}
