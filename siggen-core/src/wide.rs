//! Bytes looked at many at a time.
//!
//! This is the one file with `unsafe` in it: a call of vector instructions that every machine of
//! the architecture has, or that the compiler was told of. All other machines take the portable way,
//! which means the same.

/// How many bytes [`string_ends`] looks at.
pub(crate) const STRING_CHUNK: usize = 32;

/// A bit for each byte that ends a run of plain JSON string bytes: `"`, `\` or a control character.
#[inline]
pub(crate) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
    imp::string_ends(chunk)
}

/// How many bytes [`short_string_ends`] looks at.
pub(crate) const SHORT_CHUNK: usize = 16;

/// The same of fewer bytes.
#[inline]
pub(crate) fn short_string_ends(chunk: &[u8; SHORT_CHUNK]) -> u32 {
    imp::short_string_ends(chunk)
}

/// How many bytes [`name_marks`] looks at.
pub(crate) const NAME_CHUNK: usize = 16;

/// What [`name_marks`] sees in a part of a function's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameMarks {
    /// A bit for each space, bracket, backquote and apostrophe; also for `@`, where it makes the
    /// test cheaper.
    pub(crate) brackets: u32,
    /// A bit for each comma.
    pub(crate) commas: u32,
    /// A bit for each `$`.
    pub(crate) dollars: u32,
}

/// Finds what has a meaning in a function's name.
#[inline]
pub(crate) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
    imp::name_marks(chunk)
}

#[cfg(target_arch = "x86_64")]
mod imp {
    use std::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set1_epi8, _mm_xor_si128,
    };

    use super::{NAME_CHUNK, NameMarks, SHORT_CHUNK, STRING_CHUNK};

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    pub(super) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
        // SAFETY: SSE2 is part of x86_64 itself: there is no such machine without it.
        unsafe { string_ends_sse2(chunk) }
    }

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    pub(super) fn short_string_ends(chunk: &[u8; SHORT_CHUNK]) -> u32 {
        // SAFETY: as above.
        unsafe { ends_sse2(load(chunk, 0)) }
    }

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    pub(super) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
        // SAFETY: as above.
        unsafe { name_marks_sse2(chunk) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn string_ends_sse2(chunk: &[u8; STRING_CHUNK]) -> u32 {
        ends_sse2(load(chunk, 0)) | ends_sse2(load(chunk, 16)) << 16
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn ends_sse2(bytes: __m128i) -> u32 {
        // With this bit turned around `"` stands behind the control characters, and `!` and the space don't.
        let turned = _mm_xor_si128(bytes, byte(0x02));
        let quote_or_control = _mm_cmpeq_epi8(_mm_min_epu8(turned, byte(b'"' ^ 0x02)), turned);
        let backslash = _mm_cmpeq_epi8(bytes, byte(b'\\'));
        _mm_movemask_epi8(_mm_or_si128(quote_or_control, backslash)).cast_unsigned()
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn name_marks_sse2(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
        let bytes = load(chunk, 0);
        let equals = |bytes: __m128i, wanted: u8| _mm_cmpeq_epi8(bytes, byte(wanted));
        let without = |bits: u8| _mm_and_si128(bytes, byte(!bits));
        // One bit tells `(` from `)`, `<` from `>`, and `[`, `]` and `@` from `{`, `}` and a backquote.
        let upper = _mm_or_si128(bytes, byte(0x20));
        let round = equals(without(0x01), b'(');
        let angle = equals(without(0x02), b'<');
        let square = _mm_or_si128(equals(upper, b'{'), equals(upper, b'}'));
        let quote = _mm_or_si128(equals(upper, b'`'), equals(bytes, b'\''));
        let brackets = _mm_or_si128(_mm_or_si128(round, angle), _mm_or_si128(square, quote));
        let bits = |mask: __m128i| _mm_movemask_epi8(mask).cast_unsigned();
        NameMarks {
            brackets: bits(_mm_or_si128(brackets, equals(bytes, b' '))),
            commas: bits(equals(bytes, b',')),
            dollars: bits(equals(bytes, b'$')),
        }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    #[expect(unsafe_code, reason = "see SAFETY")]
    fn load<const N: usize>(chunk: &[u8; N], at: usize) -> __m128i {
        let bytes: &[u8; 16] = chunk[at..].first_chunk().unwrap_or(&[0; 16]);
        // SAFETY: there are sixteen bytes behind the reference, and they need not be aligned.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn byte(byte: u8) -> __m128i {
        _mm_set1_epi8(byte.cast_signed())
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod imp {
    use std::arch::wasm32::{
        u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, v128, v128_and, v128_load, v128_or, v128_xor,
    };

    use super::{NAME_CHUNK, NameMarks, SHORT_CHUNK, STRING_CHUNK};

    #[inline]
    pub(super) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
        ends(load(chunk, 0)) | ends(load(chunk, 16)) << 16
    }

    #[inline]
    pub(super) fn short_string_ends(chunk: &[u8; SHORT_CHUNK]) -> u32 {
        ends(load(chunk, 0))
    }

    // The tests are those of the other architecture, where the comments are.

    #[inline]
    fn ends(bytes: v128) -> u32 {
        let turned = v128_xor(bytes, u8x16_splat(0x02));
        let quote_or_control = u8x16_le(turned, u8x16_splat(b'"' ^ 0x02));
        let backslash = u8x16_eq(bytes, u8x16_splat(b'\\'));
        bits(v128_or(quote_or_control, backslash))
    }

    #[inline]
    pub(super) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
        let bytes = load(chunk, 0);
        let equals = |bytes: v128, wanted: u8| u8x16_eq(bytes, u8x16_splat(wanted));
        let without = |bits: u8| v128_and(bytes, u8x16_splat(!bits));
        let upper = v128_or(bytes, u8x16_splat(0x20));
        let round = equals(without(0x01), b'(');
        let angle = equals(without(0x02), b'<');
        let square = v128_or(equals(upper, b'{'), equals(upper, b'}'));
        let quote = v128_or(equals(upper, b'`'), equals(bytes, b'\''));
        let brackets = v128_or(v128_or(round, angle), v128_or(square, quote));
        NameMarks {
            brackets: bits(v128_or(brackets, equals(bytes, b' '))),
            commas: bits(equals(bytes, b',')),
            dollars: bits(equals(bytes, b'$')),
        }
    }

    #[inline]
    fn bits(mask: v128) -> u32 {
        u32::from(u8x16_bitmask(mask))
    }

    #[inline]
    #[expect(unsafe_code, reason = "see SAFETY")]
    fn load<const N: usize>(chunk: &[u8; N], at: usize) -> v128 {
        let bytes: &[u8; 16] = chunk[at..].first_chunk().unwrap_or(&[0; 16]);
        // SAFETY: there are sixteen bytes behind the reference, and they need not be aligned.
        unsafe { v128_load(bytes.as_ptr().cast()) }
    }
}

#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
mod imp {
    pub(super) use super::portable::{name_marks, short_string_ends, string_ends};
}

/// The same for every machine; on `x86_64` it is what the tests compare with.
#[cfg(any(test, not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))))]
mod portable {
    use super::{NAME_CHUNK, NameMarks, SHORT_CHUNK, STRING_CHUNK};

    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

    #[inline]
    pub(super) fn string_ends(chunk: &[u8; STRING_CHUNK]) -> u32 {
        ends(chunk)
    }

    #[inline]
    pub(super) fn short_string_ends(chunk: &[u8; SHORT_CHUNK]) -> u32 {
        ends(chunk)
    }

    #[inline]
    fn ends<const N: usize>(chunk: &[u8; N]) -> u32 {
        let mut bits = 0;
        for (index, word) in chunk.chunks_exact(8).enumerate() {
            let word = word.try_into().map_or(0, u64::from_le_bytes);
            // A zero byte borrows into its high bit. A borrow can run on into higher bytes, so where
            // there is one, each byte is looked at once more below.
            let quote = word ^ (ONES * u64::from(b'"'));
            let backslash = word ^ (ONES * u64::from(b'\\'));
            let ends = (quote.wrapping_sub(ONES) & !quote)
                | (backslash.wrapping_sub(ONES) & !backslash)
                | (word.wrapping_sub(ONES * 0x20) & !word);
            if ends & HIGH != 0 {
                for at in 0..8 {
                    let byte = chunk[index * 8 + at];
                    bits |= u32::from(matches!(byte, b'"' | b'\\' | 0..0x20)) << (index * 8 + at);
                }
            }
        }
        bits
    }

    #[inline]
    pub(super) fn name_marks(chunk: &[u8; NAME_CHUNK]) -> NameMarks {
        let mut marks = NameMarks::default();
        for (at, &byte) in chunk.iter().enumerate() {
            let is_bracket =
                matches!(byte, b' ' | b'\'' | b'(' | b')' | b'<' | b'>' | b'@' | b'[' | b']' | b'`' | b'{' | b'}');
            marks.brackets |= u32::from(is_bracket) << at;
            marks.commas |= u32::from(byte == b',') << at;
            marks.dollars |= u32::from(byte == b'$') << at;
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_see_the_same() {
        for byte in 0..=255_u8 {
            for at in 0..STRING_CHUNK {
                // Every end counts, not only the first: who looks at the last bytes of a text shifts the others out.
                for other in [0, at / 2, STRING_CHUNK - 1] {
                    let mut chunk = [b'a'; STRING_CHUNK];
                    chunk[other] = b'"';
                    chunk[at] = byte;
                    assert_eq!(string_ends(&chunk), portable::string_ends(&chunk), "{byte} at {at}, other at {other}");
                }
            }
            for at in 0..SHORT_CHUNK {
                let mut chunk = [b'a'; SHORT_CHUNK];
                chunk[at] = byte;
                assert_eq!(short_string_ends(&chunk), portable::short_string_ends(&chunk), "{byte} at {at}");
            }
            for at in 0..NAME_CHUNK {
                let mut chunk = [b'a'; NAME_CHUNK];
                chunk[at] = byte;
                assert_eq!(name_marks(&chunk), portable::name_marks(&chunk), "{byte} at {at}");
            }
        }
    }
}
