//! Text that waits to be written: in memory or, if it is large, in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use serde::Serialize;

/// A longer text is put into a file. The output of a chunk is shorter, unless it has an enormous record.
const MEMORY: usize = 8 << 20;

/// A text that takes little memory, however long it gets.
#[derive(Debug, Default)]
pub struct Spooled {
    /// The end of the text, or all of it if there is no file.
    end: Vec<u8>,
    /// The text before that.
    file: Option<File>,
    /// Why the text is incomplete. Writing it reports this.
    error: Option<io::Error>,
}

impl Spooled {
    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.end.is_empty() && self.file.is_none()
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.extend(text.as_bytes());
    }

    /// Adds a value as a line of JSON.
    ///
    /// # Panics
    ///
    /// If the value can't be serialized: values here are texts and numbers.
    pub fn push_json(&mut self, value: &impl Serialize) {
        serde_json::to_writer(&mut *self, value).expect("plain data can be written to memory");
        self.push("\n");
    }

    /// JSON comes in pieces of a few bytes.
    #[inline]
    fn extend(&mut self, bytes: &[u8]) {
        if bytes.len() <= MEMORY - self.end.len() {
            self.end.extend_from_slice(bytes);
        } else if self.error.is_none() {
            self.error = self.spill(bytes).err();
        }
    }

    #[cold]
    fn spill(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.end)?;
        self.end.clear();
        file.write_all(bytes)
    }

    /// Gives the text to `write`, piece by piece.
    ///
    /// # Errors
    ///
    /// If the temporary file couldn't be written or can't be read, or if `write` fails.
    pub(super) fn each<E: From<io::Error>>(self, mut write: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        if let Some(error) = self.error {
            return Err(error.into());
        }
        if let Some(mut file) = self.file {
            file.rewind()?;
            let mut piece = vec![0; 1 << 16];
            loop {
                match file.read(&mut piece)? {
                    0 => break,
                    length => write(&piece[..length])?,
                }
            }
        }
        write(&self.end)
    }
}

impl Write for Spooled {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_text_comes_back() {
        let pieces = ["first".to_owned(), "a".repeat(MEMORY - 5), "b".repeat(MEMORY + 1), "last".to_owned()];
        for count in 0..=pieces.len() {
            let mut spooled = Spooled::default();
            pieces[..count].iter().for_each(|piece| spooled.push(piece));
            assert_eq!((spooled.is_empty(), spooled.file.is_some()), (count == 0, count > 2));
            let mut read = Vec::new();
            spooled.each(|piece| read.write_all(piece)).unwrap();
            assert!(read == pieces[..count].concat().as_bytes(), "{count} pieces");
        }
    }
}
