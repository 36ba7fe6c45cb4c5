//! Runs of plain string bytes, found many bytes at a time.

use crate::wide::{STRING_CHUNK, short_string_ends, string_ends};

/// Where the first `"`, `\` or control character at or after `from` stands, or the end.
#[inline]
pub(super) fn plain_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<STRING_CHUNK>) {
        let ends = string_ends(chunk);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += STRING_CHUNK;
    }
    plain_end_of_rest(bytes, at)
}

/// The same where it is near.
#[inline]
pub(super) fn short_end(bytes: &[u8], from: usize) -> Option<usize> {
    let ends = short_string_ends(bytes.get(from..)?.first_chunk()?);
    (ends != 0).then_some(from + ends.trailing_zeros() as usize)
}

/// The same where less than a chunk is left.
#[inline(never)]
fn plain_end_of_rest(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    match bytes.last_chunk::<STRING_CHUNK>() {
        // The last chunk begins before the rest; what it has to say of that is shifted out.
        Some(chunk) if !rest.is_empty() => {
            let ends = string_ends(chunk) >> (STRING_CHUNK - rest.len());
            from + (ends.trailing_zeros() as usize).min(rest.len())
        }
        _ => from + rest.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_end;

    #[test]
    fn ends_at_the_first_byte_that_is_not_plain() {
        for len in 0..80 {
            for at in 0..len {
                for byte in 0..=255_u8 {
                    let mut bytes = vec![b'a'; len];
                    bytes[at] = byte;
                    // A second one behind must not matter.
                    if at + 3 < len {
                        bytes[at + 3] = b'"';
                    }
                    let plain = !matches!(byte, b'"' | b'\\' | 0..0x20);
                    let expected = if !plain {
                        at
                    } else if at + 3 < len {
                        at + 3
                    } else {
                        len
                    };
                    assert_eq!(plain_end(&bytes, 0), expected, "{byte} at {at} of {len}");
                    let from = at / 2;
                    assert_eq!(plain_end(&bytes, from), expected, "{byte} at {at} of {len} from {from}");
                }
            }
        }
    }
}
