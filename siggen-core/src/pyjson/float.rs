//! Floats, exactly: the number that a text reads as, and Python's text of a number.
//!
//! The standard library does both much faster, with tables and code that a browser would have to download. A crash
//! report holds a float or two, so whole numbers of any length do.

mod big;

use std::cmp::Ordering;

use big::Big;

/// How many digits are looked at; of the others it matters only whether all are zero. No float has more than 767, nor
/// has the middle between two.
const MAX_DIGITS: usize = 800;

/// The float that is nearest to a JSON number; of two that are equally near, the even one.
pub(crate) fn parse(token: &str) -> Option<f64> {
    let (sign, unsigned) = token.strip_prefix('-').map_or((1.0, token), |unsigned| (-1.0, unsigned));
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || mantissa.bytes().filter(|&byte| byte != b'.');
    let is_number = digits().next().is_some() && digits().all(|digit| digit.is_ascii_digit());
    if !is_number || fraction.contains('.') {
        return None;
    }
    let zeros = digits().take_while(|&digit| digit == b'0').count();
    let mut number = Big::from(0);
    let mut len = 0;
    for digit in digits().skip(zeros).take(MAX_DIGITS) {
        number.multiply(10, u32::from(digit - b'0'));
        len += 1;
    }
    if digits().skip(zeros + MAX_DIGITS).any(|digit| digit != b'0') {
        number.multiply(10, 1);
        len += 1;
    }
    // The number is zero, a point and the digits, times this power of ten.
    let point = exponent.saturating_add(i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?);
    let size = match i32::try_from(point) {
        _ if number.is_zero() => 0.0,
        Ok(point @ -330..=310) => {
            let mut divisor = Big::from(1);
            let by = if point < len { &mut divisor } else { &mut number };
            by.multiply_by_power_of_ten(point.abs_diff(len));
            quotient(number, divisor)
        }
        _ if point > 0 => f64::INFINITY,
        _ => 0.0,
    };
    Some(sign * size)
}

/// A JSON number without its fraction; the nearest `i64` where it is out of range.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, which is what is wanted")]
pub(crate) fn whole(token: &str) -> Option<i64> {
    token.parse::<i64>().ok().or_else(|| parse(token).map(|float| float as i64))
}

/// What does not fit is far out of a float's range all the same.
fn parse_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let add = |number: i64, digit: &u8| number.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
    Some(sign * digits.iter().fold(0, add))
}

/// The float that is nearest to a fraction of numbers above zero.
fn quotient(mut number: Big, mut divisor: Big) -> f64 {
    let mut exponent = number.bits() - divisor.bits();
    let by = if exponent > 0 { &mut divisor } else { &mut number };
    by.shift_left(exponent.unsigned_abs());
    if number < divisor {
        number.shift_left(1);
        exponent -= 1;
    }
    // Now the fraction is at least 1 and less than 2, times two to that exponent. Near zero, fewer bits are left.
    let precision = (exponent + 1075).min(53);
    if exponent > 1023 {
        return f64::INFINITY;
    }
    if precision < 0 {
        return 0.0;
    }
    let mut bits = 0_u64;
    for _ in 0..precision {
        bits <<= 1;
        if number >= divisor {
            number.subtract(&divisor);
            bits += 1;
        }
        number.shift_left(1);
    }
    match number.cmp(&divisor) {
        Ordering::Greater => bits += 1,
        Ordering::Equal => bits += bits & 1,
        Ordering::Less => {}
    }
    // The first bit is not stored: it adds one to the exponent, as does what is carried into it.
    f64::from_bits((u64::from((exponent + 1022).max(0).unsigned_abs()) << 52) + bits)
}

/// `repr(float)`: the shortest text that reads as the same number, and of those the nearest to it.
pub(crate) fn repr(value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let (digits, point) = if value == 0.0 { ("0".to_owned(), 1) } else { shortest(value) };
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let len = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    match point {
        -3..=0 => format!("{sign}0.{}{digits}", zeros(-point)),
        1..=16 if point >= len => format!("{sign}{digits}{}.0", zeros(point - len)),
        1..=16 => {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            format!("{sign}{whole}.{fraction}")
        }
        _ => {
            let (first, others) = digits.split_at(1);
            let dot = if others.is_empty() { "" } else { "." };
            let exponent = point - 1;
            let exponent_sign = if exponent < 0 { '-' } else { '+' };
            format!("{sign}{first}{dot}{others}e{exponent_sign}{:02}", exponent.unsigned_abs())
        }
    }
}

/// The digits of a number's size and the power of ten that they are to be taken times, with a point in front of them.
fn shortest(value: f64) -> (String, i32) {
    let bits = value.abs().to_bits();
    let (exponent, fraction) = (i32::try_from(bits >> 52).unwrap_or(0), bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if exponent == 0 { (fraction, 1) } else { (fraction | (1 << 52), exponent) };
    // Everything in quarters of the distance to the next float: what reads as this number reaches half that distance
    // up and down, but only a quarter down where the floats below are closer together.
    let power = exponent - 1077;
    let mut rest = Big::from(mantissa * 4);
    let mut above = Big::from(2);
    let mut below = Big::from(if fraction == 0 && exponent > 1 { 1 } else { 2 });
    let mut one = Big::from(1);
    if power < 0 {
        one.shift_left(power.unsigned_abs());
    } else {
        for part in [&mut rest, &mut above, &mut below] {
            part.shift_left(power.unsigned_abs());
        }
    }
    // Never too large, as 1233/4096 is about the logarithm of two.
    let mut point = (((rest.bits() - one.bits()) * 1233) >> 12) - 1;
    if point > 0 {
        one.multiply_by_power_of_ten(point.unsigned_abs());
    } else {
        for part in [&mut rest, &mut above, &mut below] {
            part.multiply_by_power_of_ten(point.unsigned_abs());
        }
    }
    // What lies in the middle between two floats reads as the even one.
    let is_even = mantissa % 2 == 0;
    let is_within = |order: Ordering| order == Ordering::Less || (is_even && order == Ordering::Equal);
    let can_go_up = |rest: &Big, above: &Big, one: &Big| is_within(one.cmp(&rest.plus(above)));
    while can_go_up(&rest, &above, &one) {
        one.multiply(10, 0);
        point += 1;
    }
    let mut digits = String::new();
    loop {
        for part in [&mut rest, &mut above, &mut below] {
            part.multiply(10, 0);
        }
        let mut digit = 0;
        while rest >= one {
            rest.subtract(&one);
            digit += 1;
        }
        let (down, up) = (is_within(rest.cmp(&below)), can_go_up(&rest, &above, &one));
        if down || up {
            let is_up_nearer = match rest.plus(&rest).cmp(&one) {
                Ordering::Greater => true,
                Ordering::Equal => digit % 2 == 1,
                Ordering::Less => false,
            };
            digit += u8::from(up && (!down || is_up_nearer));
        }
        digits.push(char::from(b'0' + digit));
        if down || up {
            return (digits, point);
        }
    }
}

#[cfg(test)]
mod tests;
