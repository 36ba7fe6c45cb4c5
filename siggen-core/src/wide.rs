//! Bytes looked at many at a time.
//!
//! This is the one file with `unsafe` in it: a call of vector instructions that every machine of
//! the architecture has. All other machines take the portable way, which means the same.

/// How many bytes [`string_ends`] looks at.
pub(crate) const STRING_CHUNK: usize = 32;

/// A bit for each byte that ends a run of plain JSON string bytes: `"`, `\` or a control character.
#[inline]
pub(crate) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
    imp::string_ends(chunk)
}

/// How many bytes [`name_marks`] looks at.
pub(crate) const NAME_CHUNK: usize = 16;

/// A bit for each byte that can mean something in a function's name: all but letters, digits, `_`,
/// `:` and what is not ASCII.
#[inline]
pub(crate) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> u16 {
    imp::name_marks(chunk)
}

#[cfg(target_arch = "x86_64")]
mod imp {
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_cmplt_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
        _mm_set1_epi8, _mm_setzero_si128, _mm_sub_epi8, _mm_subs_epu8,
    };

    use super::{NAME_CHUNK, STRING_CHUNK};

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    pub(super) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
        // SAFETY: SSE2 is part of x86_64 itself: there is no such machine without it.
        unsafe { string_ends_sse2(chunk) }
    }

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    pub(super) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> u16 {
        // SAFETY: as above.
        unsafe { name_marks_sse2(chunk) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn string_ends_sse2(chunk: &[u8; STRING_CHUNK]) -> u32 {
        let ends = |bytes: __m128i| {
            let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
            let quote = _mm_cmpeq_epi8(bytes, byte(b'"'));
            let backslash = _mm_cmpeq_epi8(bytes, byte(b'\\'));
            _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))).cast_unsigned()
        };
        ends(load(chunk, 0)) | ends(load(chunk, 16)) << 16
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn name_marks_sse2(chunk: &[u8; NAME_CHUNK]) -> u16 {
        let bytes = load(chunk, 0);
        // From `first` on, so many bytes: what is left of the distance is nothing.
        let within = |bytes: __m128i, first: u8, count: u8| {
            let beyond = _mm_subs_epu8(_mm_sub_epi8(bytes, byte(first)), byte(count - 1));
            _mm_cmpeq_epi8(beyond, _mm_setzero_si128())
        };
        let letter = within(_mm_or_si128(bytes, byte(0x20)), b'a', 26);
        let digit_or_colon = within(bytes, b'0', 11);
        let underscore = _mm_cmpeq_epi8(bytes, byte(b'_'));
        let not_ascii = _mm_cmplt_epi8(bytes, _mm_setzero_si128());
        let plain = _mm_or_si128(_mm_or_si128(letter, digit_or_colon), _mm_or_si128(underscore, not_ascii));
        !(_mm_movemask_epi8(plain) as u16)
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn load<const N: usize>(chunk: &[u8; N], at: usize) -> __m128i {
        let half = |at: usize| chunk[at..].first_chunk().map_or(0, |bytes| i64::from_le_bytes(*bytes));
        _mm_set_epi64x(half(at + 8), half(at))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn byte(byte: u8) -> __m128i {
        _mm_set1_epi8(byte.cast_signed())
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod imp {
    pub(super) use super::portable::{name_marks, string_ends};
}

/// The same for every machine; on `x86_64` it is what the tests compare with.
#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable {
    use super::{NAME_CHUNK, STRING_CHUNK};

    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

    #[inline]
    pub(super) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
        let mut bits = 0;
        for (index, word) in chunk.chunks_exact(8).enumerate() {
            let word = word.try_into().map_or(0, u64::from_le_bytes);
            // A zero byte borrows into its high bit. A borrow can run on into higher bytes: bits
            // above the lowest can be wrong, and then the byte is looked at once more below.
            let quote = word ^ (ONES * b'"' as u64);
            let backslash = word ^ (ONES * b'\\' as u64);
            let ends = (quote.wrapping_sub(ONES) & !quote)
                | (backslash.wrapping_sub(ONES) & !backslash)
                | (word.wrapping_sub(ONES * 0x20) & !word);
            if ends & HIGH != 0 {
                for at in 0..8 {
                    let byte = chunk[index * 8 + at];
                    bits |= u32::from(matches!(byte, b'"' | b'\\' | 0..0x20)) << (index * 8 + at);
                }
                return bits;
            }
        }
        bits
    }

    #[inline]
    pub(super) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> u16 {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | 0x80..);
        chunk.iter().enumerate().fold(0, |bits, (at, &byte)| bits | u16::from(!is_plain(byte)) << at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_see_the_same() {
        for byte in 0..=255_u8 {
            for at in 0..STRING_CHUNK {
                let mut chunk = [b'a'; STRING_CHUNK];
                chunk[at] = byte;
                chunk[STRING_CHUNK - 1] = b'"';
                assert_eq!(
                    string_ends(&chunk).trailing_zeros(),
                    portable::string_ends(&chunk).trailing_zeros(),
                    "{byte} at {at}"
                );
            }
            for at in 0..NAME_CHUNK {
                let mut chunk = [b'a'; NAME_CHUNK];
                chunk[at] = byte;
                let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | 0x80..);
                assert_eq!(name_marks(&chunk), u16::from(!is_plain) << at, "{byte} at {at}");
                assert_eq!(portable::name_marks(&chunk), u16::from(!is_plain) << at, "{byte} at {at}");
            }
        }
    }
}
