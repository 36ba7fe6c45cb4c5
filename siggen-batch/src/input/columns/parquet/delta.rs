//! How many values pages in a delta encoding say that they hold. A decoder makes room for as many before it reads them.

use parquet::basic::Encoding;

/// Sees that a page holds no more values than its header says.
pub(super) fn check(encoding: Encoding, values: &[u8], most: u32) -> Result<(), String> {
    let lists = match encoding {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
        // What two texts have in common, and how long the rest is.
        Encoding::DELTA_BYTE_ARRAY => 2,
        _ => 0,
    };
    let mut rest = values;
    for _ in 0..lists {
        let is_fine = pass(&mut rest, u64::from(most));
        is_fine.ok_or("the values of a page don't match its header")?;
    }
    Ok(())
}

/// Passes over a list of numbers: blocks of small blocks, each packed to a number of bits of its own. It ends behind the
/// last small block that has numbers. Each step takes a byte, or has numbers of those that there may be.
fn pass(bytes: &mut &[u8], most: u64) -> Option<()> {
    let block = varint(bytes)?;
    let parts = varint(bytes)?;
    let count = varint(bytes)?;
    varint(bytes)?;
    // So is what a decoder takes as well.
    if parts == 0 || block == 0 || block % 128 != 0 || block % parts != 0 || (block / parts) % 32 != 0 || count > most {
        return None;
    }
    let part = block / parts;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        varint(bytes)?;
        let (widths, rest) = bytes.split_at_checked(usize::try_from(parts).ok()?)?;
        *bytes = rest;
        for width in widths {
            if left == 0 {
                break;
            }
            let length = u64::from(*width).checked_mul(part / 8)?;
            // Behind the last numbers, the rest of a small block may be left out.
            let length = usize::try_from(length).ok()?.min(bytes.len());
            *bytes = &bytes[length..];
            left = left.saturating_sub(part);
        }
    }
    Some(())
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of 128 in 4 parts, so many values of which the first is 0, and one block of widths.
    fn list(count: &[u8], widths: [u8; 4], rest: &[u8]) -> Vec<u8> {
        [&[0x80, 0x01, 4][..], count, &[0, 0], &widths, rest].concat()
    }

    #[test]
    fn no_more_values_than_a_page_has() {
        let check = |encoding, values: &[u8], most| check(encoding, values, most).is_ok();
        let (lengths, both) = (Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY);
        let ten = list(&[10], [1, 0, 0, 0], &[0; 4]);
        assert!(check(lengths, &ten, 10) && !check(lengths, &ten, 9));
        // The second list of two, behind a part of 32 numbers with a bit each.
        assert!(check(both, &[ten.clone(), ten.clone()].concat(), 10));
        let many = list(&[0xff, 0xff, 0xff, 0xff, 0x07], [0; 4], &[]);
        assert!(!check(lengths, &many, 10) && !check(both, &[ten.clone(), many].concat(), 10));
        // Two parts and a bit: the widths behind are for nothing.
        let seventy = list(&[70], [2, 1, 1, 200], &[0; 16]);
        assert!(check(both, &[seventy, ten.clone()].concat(), 70));
        assert!(!check(both, &ten, 10) && !check(lengths, &[], 10) && check(Encoding::PLAIN, &[], 10));
        // Numbers of one block alone, and of none.
        let one = [0x80, 0x01, 4, 1, 8];
        assert!(check(both, &[one, one].concat(), 1));
        assert!(!check(lengths, &[0, 0, 200, 0], 200) && !check(lengths, &[0x81, 0x01, 4, 200, 1, 0], 300));
    }
}
