//! Runs of plain string bytes, found many bytes at a time.

/// How many bytes stand before the first `"`, `\` or control character, or all of them.
#[inline]
pub(super) fn plain_bytes(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<{ wide::LEN }>() {
        if let Some(run) = wide::plain_bytes(chunk) {
            return at + run;
        }
        at += wide::LEN;
    }
    let rest = &bytes[at..];
    at + rest.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// 32 bytes at a time with SSE2.
#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x, _mm_set1_epi8,
    };

    pub(super) const LEN: usize = 32;

    #[inline]
    #[expect(unsafe_code, reason = "the one door to vector instructions; see SAFETY")]
    pub(super) fn plain_bytes(chunk: &[u8; LEN]) -> Option<usize> {
        // SAFETY: SSE2 is part of x86_64 itself: there is no such machine without it.
        let ends = unsafe { ends(chunk) };
        (ends != 0).then(|| ends.trailing_zeros() as usize)
    }

    /// A bit for each byte that ends a run.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn ends(chunk: &[u8; LEN]) -> u32 {
        let half = |at: usize| chunk[at..].first_chunk().map_or(0, |bytes| i64::from_le_bytes(*bytes));
        let low = ends_of_16(_mm_set_epi64x(half(8), half(0)));
        let high = ends_of_16(_mm_set_epi64x(half(24), half(16)));
        low | high << 16
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn ends_of_16(bytes: __m128i) -> u32 {
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"'.cast_signed()));
        let backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\'.cast_signed()));
        let ends = _mm_or_si128(control, _mm_or_si128(quote, backslash));
        _mm_movemask_epi8(ends).cast_unsigned()
    }
}

/// 8 bytes at a time in an ordinary register, for every other machine.
#[cfg(not(target_arch = "x86_64"))]
mod wide {
    pub(super) const LEN: usize = 8;

    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

    #[inline]
    pub(super) fn plain_bytes(chunk: &[u8; LEN]) -> Option<usize> {
        let word = u64::from_le_bytes(*chunk);
        // A byte that becomes zero borrows into its high bit. A borrow can run on into higher
        // bytes, so only the lowest bit is exact, which is the one that is used.
        let quote = word ^ (ONES * b'"' as u64);
        let backslash = word ^ (ONES * b'\\' as u64);
        let ends = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let ends = ends & HIGH;
        (ends != 0).then(|| ends.trailing_zeros() as usize / 8)
    }
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
