//! Whole numbers of any length. Small code matters here, not speed: nothing is inlined.

use std::cmp::Ordering;

/// A whole number of any length: its 32-bit digits from the lowest on, without zeros at the end.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Big(Vec<u32>);

impl Big {
    #[inline(never)]
    pub(super) fn from(number: u64) -> Self {
        let mut big = Big(Vec::new());
        big.push_carry(number);
        big
    }

    #[inline(never)]
    fn push_carry(&mut self, mut carry: u64) {
        while carry > 0 {
            self.0.push(low(carry));
            carry >>= 32;
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bits it has.
    #[inline(never)]
    pub(super) fn bits(&self) -> i32 {
        let unused = self.0.last().map_or(0, |last| last.leading_zeros());
        i32::try_from(self.0.len() * 32).unwrap_or(i32::MAX) - unused.cast_signed()
    }

    /// Multiplies by one number and adds another.
    #[inline(never)]
    pub(super) fn multiply(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = low(carry);
            carry >>= 32;
        }
        self.push_carry(carry);
    }

    #[inline(never)]
    pub(super) fn multiply_by_power_of_ten(&mut self, power: u32) {
        for _ in 0..power / 9 {
            self.multiply(1_000_000_000, 0);
        }
        self.multiply(10_u32.pow(power % 9), 0);
    }

    #[inline(never)]
    pub(super) fn shift_left(&mut self, bits: u32) {
        self.multiply(1 << (bits % 32), 0);
        if !self.is_zero() {
            self.0.splice(..0, (0..bits / 32).map(|_| 0));
        }
    }

    #[inline(never)]
    pub(super) fn plus(&self, other: &Big) -> Big {
        let (long, short) = if self.0.len() < other.0.len() { (other, self) } else { (self, other) };
        let mut sum = long.clone();
        let mut carry = 0;
        for (index, digit) in sum.0.iter_mut().enumerate() {
            carry += u64::from(*digit) + u64::from(short.0.get(index).copied().unwrap_or(0));
            *digit = low(carry);
            carry >>= 32;
        }
        sum.push_carry(carry);
        sum
    }

    /// Takes away a number that is not greater.
    #[inline(never)]
    pub(super) fn subtract(&mut self, other: &Big) {
        let mut borrow = false;
        for (index, digit) in self.0.iter_mut().enumerate() {
            let (difference, under) = digit.overflowing_sub(other.0.get(index).copied().unwrap_or(0));
            let (difference, under_again) = difference.overflowing_sub(u32::from(borrow));
            *digit = difference;
            borrow = under || under_again;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

impl Ord for Big {
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The lower half.
fn low(number: u64) -> u32 {
    (number & 0xffff_ffff) as u32
}
