//! Search in what is sorted and roughly even, such as addresses: from a guess on, so that it stays near it in memory.

/// How many of `count` items, whose keys are sorted, have keys up to `key`. `key_of` gives an item's key.
///
/// It looks at no more than twice as many items as a binary search does.
#[inline]
pub(crate) fn up_to(count: usize, key: u64, guess: usize, key_of: impl Fn(usize) -> u64) -> usize {
    let Some(last) = count.checked_sub(1) else { return 0 };
    let guess = guess.min(last);
    // Items below `low` have keys up to `key`, those from `high` on have others.
    let (mut low, mut high) = (0, count);
    let mut step = 4;
    if key_of(guess) <= key {
        low = guess + 1;
        while low + step < high {
            if key_of(low + step) > key {
                high = low + step;
                break;
            }
            low += step + 1;
            step *= 2;
        }
    } else {
        high = guess;
        while low + step < high {
            if key_of(high - step) <= key {
                low = high - step + 1;
                break;
            }
            high -= step;
            step *= 2;
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if key_of(middle) <= key {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Where among `count` items a key should be, if they were even: `part` of `whole`.
#[inline]
pub(crate) fn even(count: usize, part: u64, whole: u64) -> usize {
    // Floating-point numbers are exact enough.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess")]
    let guess = (part as f64 / whole as f64 * count as f64) as usize;
    guess
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_as_the_standard_library_does() {
        let mut state = 7_u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        for count in (0_u32..60).chain([500]) {
            let count = usize::try_from(count).unwrap();
            for spread in [1, 3, 50, u64::MAX >> 33] {
                let mut keys: Vec<u64> = (0..count).map(|_| random(spread)).collect();
                // A few that are far away, so that guesses are wrong.
                keys.extend((0..count % 4).map(|index| u64::MAX - index as u64));
                keys.sort_unstable();
                for key in keys.iter().flat_map(|key| [key.saturating_sub(1), *key, key.saturating_add(1)]) {
                    let expected = keys.partition_point(|other| *other <= key);
                    for guess in [0, 1, expected, count / 2, count, usize::MAX] {
                        let found = up_to(keys.len(), key, guess, |index| keys[index]);
                        assert_eq!(found, expected, "{key} in {keys:?} from {guess}");
                    }
                }
            }
        }
    }

    #[test]
    fn guesses_are_the_share() {
        assert_eq!((even(10, 0, 100), even(10, 50, 100), even(10, 100, 100)), (0, 5, 10));
        assert_eq!(even(10, 1, 0), usize::MAX, "which is taken for the end");
    }

    #[test]
    fn keys_out_of_order_cost_no_more() {
        // A damaged index may have them.
        let keys: Vec<u64> = (0..1000).map(|index| index * 7919 % 1009).collect();
        for key in 0..1100 {
            let looks = std::cell::Cell::new(0);
            let found = up_to(keys.len(), key, even(1000, key, 1009), |index| {
                looks.set(looks.get() + 1);
                keys[index]
            });
            assert!(found <= keys.len() && looks.get() < 24, "{} for {key}", looks.get());
        }
    }
}
