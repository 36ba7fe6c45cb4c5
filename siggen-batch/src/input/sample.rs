//! What a text was, told by a part of it: to go on behind it is right only where it is still the same.

use std::hash::Hasher;

use twox_hash::XxHash64;

/// Of so many bytes as many as these are looked at: enough to notice lines that are new, gone or in another order, and
/// too few to be noticed in the time of a run.
const STEP: usize = 4096;
const LOOKED_AT: usize = 128;

/// A hash of the text so far: of a part of each of its pages, and of its length. In which pieces the text comes makes no
/// difference.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    hasher: XxHash64,
    length: usize,
}

impl Sample {
    pub(super) fn add(&mut self, mut text: &[u8]) {
        while !text.is_empty() {
            let at = self.length % STEP;
            let is_looked_at = at < LOOKED_AT;
            let end = if is_looked_at { LOOKED_AT } else { STEP };
            let (now, rest) = text.split_at(text.len().min(end - at));
            if is_looked_at {
                self.hasher.write(now);
            }
            self.length = self.length.wrapping_add(now.len());
            text = rest;
        }
    }

    pub(super) fn hash(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.write(&(self.length as u64).to_le_bytes());
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash<'t>(pieces: impl IntoIterator<Item = &'t [u8]>) -> u64 {
        let mut sample = Sample::default();
        pieces.into_iter().for_each(|piece| sample.add(piece));
        sample.hash()
    }

    #[test]
    fn pieces_make_no_difference() {
        let text: Vec<u8> = (0..50_000_u32).map(|at| u8::try_from(at % 249).unwrap()).collect();
        let whole = hash([text.as_slice()]);
        for size in [1, 7, LOOKED_AT, STEP - 1, STEP, STEP + 1] {
            assert_eq!(hash(text.chunks(size)), whole, "{size}");
        }
    }

    #[test]
    fn another_text_is_noticed() {
        let lines: Vec<String> = (0..500).map(|number| format!("{number:0100}\n")).collect();
        let text = lines.concat();
        let whole = hash([text.as_bytes()]);
        let mut turned = lines.clone();
        turned.reverse();
        let (longer, front) = (format!("{text}\n"), format!("\n{text}"));
        for other in [turned.concat(), longer, front, text[101..].to_owned(), lines[1..].concat() + &lines[0]] {
            assert_ne!(hash([other.as_bytes()]), whole);
        }
    }
}
