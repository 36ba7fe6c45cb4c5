//! Numbers for people.

/// A number with commas between thousands.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many of something: `1 crash`, `2 crashes`.
pub(crate) fn so_many(count: u64, one: &str, more: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { more })
}

/// A part in percent. Something is never nothing, and not quite all is never all.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    if part == 0 || whole == 0 {
        return "0%".to_owned();
    }
    if part >= whole {
        return "100%".to_owned();
    }
    // In hundredths of a percent.
    let exact = u128::from(part) * 10_000;
    match (exact + u128::from(whole) / 2) / u128::from(whole) {
        0 => "< 0.01%".to_owned(),
        10_000.. => "> 99.99%".to_owned(),
        hundredths => format!("{}.{:02}%", hundredths / 100, hundredths % 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let numbers = [0, 7, 999, 1000, 12_408, 100_000, 1_000_000, u64::MAX];
        assert_eq!(
            numbers.map(number),
            ["0", "7", "999", "1,000", "12,408", "100,000", "1,000,000", "18,446,744,073,709,551,615"]
        );
    }

    #[test]
    fn percents() {
        let percents = [
            (0, 0, "0%"),
            (0, 9, "0%"),
            (9, 9, "100%"),
            (1, 3, "33.33%"),
            (2, 3, "66.67%"),
            (12_408, 1_000_000, "1.24%"),
            (1, 1_000_000, "< 0.01%"),
            (999_999, 1_000_000, "> 99.99%"),
            (u64::MAX / 2, u64::MAX, "50.00%"),
        ];
        for (part, whole, words) in percents {
            assert_eq!(percent(part, whole), words, "{part} of {whole}");
        }
    }
}
