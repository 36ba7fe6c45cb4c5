//! Runs of plain string bytes, found many bytes at a time.

use crate::wide::{STRING_CHUNK, string_ends};

/// How many bytes stand before the first `"`, `\` or control character, or all of them.
#[inline]
pub(super) fn plain_bytes(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<STRING_CHUNK>() {
        let ends = string_ends(chunk);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += STRING_CHUNK;
    }
    let rest = &bytes[at..];
    at + rest.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::plain_bytes;

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
                    assert_eq!(plain_bytes(&bytes), expected, "{byte} at {at} of {len}");
                }
            }
        }
    }
}
