use super::{parse, repr};

/// By hand, a million were looked at.
const ROUNDS: u64 = 40_000;

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// The text reads as the standard library reads it.
fn assert_parses(text: &str) {
    let (ours, theirs) = (parse(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
    assert_eq!(ours, theirs, "{text}");
}

/// The digits are those that the standard library finds; and they read as the number again.
fn assert_prints(value: f64) {
    let ours = repr(value);
    assert_eq!(parse(&ours).map(f64::to_bits), Some(value.to_bits()), "{ours}");
    let theirs = format!("{value:e}");
    let digits = |text: &str| {
        let mantissa = text.split('e').next().unwrap_or_default().replace(['-', '.'], "");
        mantissa.trim_matches('0').to_owned()
    };
    // Where two texts are equally near, Python takes the even one.
    if digits(&ours) != digits(&theirs) {
        assert_eq!(digits(&format!("{value:.1100e}")), format!("{}5", digits(&ours)), "{theirs}, not {ours}");
        assert!(digits(&ours).ends_with(['2', '4', '6', '8']), "{theirs}, not {ours}");
    }
}

#[test]
fn random_floats_print_and_read() {
    let mut numbers = Numbers(1);
    for _ in 0..ROUNDS {
        let value = f64::from_bits(numbers.next());
        if value.is_finite() {
            assert_prints(value);
        }
        // Numbers as people write them, large whole ones, and eighths, among which two texts can be equally near.
        let whole = numbers.below(1 << 53);
        for text in [format!("{}e-{}", whole % 100_000, whole % 7), format!("{whole}e{}", numbers.below(50))] {
            assert_parses(&text);
            parse(&text).into_iter().for_each(assert_prints);
        }
        assert_prints(f64::from_bits(0x42d0_0000_0000_0000 + ((whole >> 1) & 0x003f_ffff_ffff_fff8)));
    }
}

#[test]
fn random_texts_read() {
    let mut numbers = Numbers(2);
    for _ in 0..ROUNDS {
        let digits = numbers.next();
        let exponent = i64::try_from(numbers.below(700)).unwrap_or(0) - 360;
        assert_parses(&format!("-{}.{digits}e{exponent}", digits % 10));
        assert_parses(&format!("{:017}e{exponent}", digits % 100_000_000_000_000_000));
        assert_parses(&format!("0.{}{}", "0".repeat((digits % 20) as usize), digits >> (digits % 64)));
    }
}

/// Runs of every length up to 1100 digits: whole ones, fractions, and small ones.
#[test]
fn long_texts_read() {
    let mut numbers = Numbers(3);
    let mut digits = String::from("7");
    while digits.len() < 1100 {
        digits.push(char::from(b'0' + u8::try_from(numbers.below(10)).unwrap_or(0)));
        assert_parses(&digits);
        assert_parses(&format!("0.{digits}"));
        assert_parses(&format!("{digits}e-{}", digits.len() + 300));
        assert_parses(&format!("0.{}{digits}E+{}", "0".repeat(digits.len()), digits.len() + 5));
    }
}

/// The middle between a float and the next one, and texts that are larger or smaller by one in the 1100th digit.
#[test]
fn the_middle_between_two_floats_reads_as_the_even_one() {
    let mut numbers = Numbers(4);
    let check = |bits: u64| {
        let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
        if !(high.is_finite() && low < 1e300) {
            return;
        }
        let middle = middle(low, high);
        let even = if bits.is_multiple_of(2) { low } else { high };
        assert_eq!(parse(&middle), Some(even), "{middle}");
        assert_parses(&middle);
        let (mantissa, exponent) = middle.split_once('e').unwrap_or((&middle, "0"));
        let decimals = "0".repeat(1100 - mantissa.len());
        let above = format!("{mantissa}.{decimals}1e{exponent}");
        assert_eq!(parse(&above), Some(high), "{above}");
        // The last digit is none that could not be one less.
        let (others, last) = mantissa.split_at(mantissa.len() - 1);
        let last = last.parse::<u8>().map_or(0, |last| last - 1);
        let below = format!("{others}{last}.{}e{exponent}", decimals.replace('0', "9"));
        assert_eq!(parse(&below), Some(low), "{below}");
    };
    for bits in 0..300 {
        check(bits);
        check((1 << 52) - 150 + bits);
    }
    for exponent in 1..2000 {
        check(exponent << 52);
        check((exponent << 52) - 1);
        check(numbers.next() >> 1);
    }
}

/// The exact middle of two neighbours: the digits of both, exactly, added and halved as decimals.
fn middle(low: f64, high: f64) -> String {
    let digits = |value: f64| -> Vec<u8> {
        let text = format!("{value:0>1400.1080}");
        text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
    };
    let sum = digits(low).iter().zip(&digits(high)).map(|(low, high)| low + high).collect::<Vec<_>>();
    // Each place holds up to 18: halved from the front, what is left of one goes into the next.
    let mut carry = 0;
    let mut halves = Vec::new();
    for place in sum.into_iter().chain([0]) {
        let whole = carry * 10 + place;
        halves.push(whole / 2);
        carry = whole % 2;
    }
    for index in (1..halves.len()).rev() {
        halves[index - 1] += halves[index] / 10;
        halves[index] %= 10;
    }
    let text: String = halves.iter().map(|digit| char::from(b'0' + digit)).collect();
    let zeros = i64::try_from(text.len() - text.trim_end_matches('0').len()).unwrap_or(0);
    format!("{}e{}", text.trim_matches('0'), zeros - 1081)
}

#[test]
fn the_ends_of_the_range_print_and_read() {
    for power in -400..400 {
        let text = format!("1e{power}");
        assert_parses(&text);
        for value in parse(&text).into_iter().filter(|value| value.is_finite() && *value > 0.0) {
            assert_prints(value);
            assert_prints(value.next_up());
            assert_prints(value.next_down());
        }
    }
    for exponent in 0..2047_u64 {
        for bits in [(exponent << 52) + 1, exponent << 52, (exponent << 52).saturating_sub(1)] {
            assert_prints(f64::from_bits(bits));
        }
    }
    for bit in 0..63 {
        assert_prints(f64::from_bits(1 << bit));
    }
    for text in [
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "179769313486231580793728971405301e276",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "0e99999999999999999999999",
        "1e99999999999999999999999",
        "1e-99999999999999999999999",
        "-0.0",
        "-1e-400",
        "0.5",
        "1.",
        ".5",
    ] {
        assert_parses(text);
    }
}

#[test]
fn what_is_no_number_does_not_read() {
    for text in ["", "-", ".", "e1", "1e", "1e+", "1e1.5", "1x", "--1", "1.2.3", "1e5e5", " 1", "1_0"] {
        assert_eq!(parse(text), None, "{text}");
    }
}

/// The expected texts are those of Python 3.11.
#[test]
fn numbers_print_as_python_prints_them() {
    for (value, expected) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
        (f64::NAN, "nan"),
        (0.1, "0.1"),
        (-1.5, "-1.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (0.0001, "0.0001"),
        (0.000_099_9, "9.99e-05"),
        (1e15, "1000000000000000.0"),
        (9_999_999_999_999_998.0, "9999999999999998.0"),
        (1e16, "1e+16"),
        (1.5e16, "1.5e+16"),
        (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        (1e100, "1e+100"),
        (5e-324, "5e-324"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        (f64::MAX, "1.7976931348623157e+308"),
        // The floats below are closer together than those above.
        (f64::from_bits(979 << 52), "5.684341886080802e-14"),
        (9_007_199_254_740_992.0, "9007199254740992.0"),
        // Two texts are equally near.
        ((2.0_f64).powi(46) + 0.125, "70368744177664.12"),
        ((2.0_f64).powi(46) + 0.375, "70368744177664.38"),
    ] {
        assert_eq!(repr(value), expected);
    }
}
