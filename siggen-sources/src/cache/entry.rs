//! One symbol file in the cache: its text and its index.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use siggen_symbols::layout::ModuleKey;
use siggen_symbols::{SymbolFile, SymbolIndex, Verify};

use crate::identity::{HEAD, Identity};

/// The endings of an entry's files.
pub(super) const TEXT: &str = ".zst";
pub(super) const INDEX: &str = ".idx";
pub(super) const PART: &str = ".part";

/// How many bytes of text one byte on disk stands for at most, where memory is taken beforehand.
const RATIO: u64 = 64;

/// Where an entry is.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Such as `xul.pdb/ID`.
    key: String,
    directory: PathBuf,
    name: String,
}

/// What is in an entry's place.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub(crate) enum Loaded {
    /// Nothing.
    Nothing,
    /// A text that can't be read, or of another module.
    Damaged,
    /// The symbol file, and whether its index was there too.
    File(SymbolFile<'static>, bool),
}

impl Entry {
    /// The entry of a path such as `xul.pdb/ID/xul.sym`.
    pub(super) fn new(symbols: &Path, path: &str) -> Self {
        let (key, name) = path.rsplit_once('/').unwrap_or(("", path));
        Self { key: key.to_owned(), directory: symbols.join(key), name: name.to_owned() }
    }

    /// What its lock goes by.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The file of its text.
    pub(crate) fn text(&self) -> PathBuf {
        self.path(TEXT)
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.directory.join(format!("{}{ending}", self.name))
    }

    /// Loads it, of which it holds the text and the index in memory. Whoever calls holds the lock.
    pub(crate) fn load(&self, key: &ModuleKey<'_>, largest: u64) -> io::Result<Loaded> {
        let compressed = match File::open(self.text()) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Loaded::Nothing),
            Err(error) => return Err(error),
        };
        let index = fs::read(self.path(INDEX)).ok().and_then(|bytes| SymbolIndex::from_bytes(bytes).ok());
        let length = index.as_ref().map_or(0, SymbolIndex::text_length);
        let length = length.min(largest).min(compressed.metadata()?.len().saturating_mul(RATIO));
        let mut text = Vec::new();
        text.try_reserve_exact(usize::try_from(length).unwrap_or_default())?;
        let read = zstd::Decoder::new(compressed)
            .and_then(|unpacked| BufReader::new(unpacked).take(largest.saturating_add(1)).read_to_end(&mut text));
        let is_text = read.is_ok() && text.len() as u64 <= largest;
        let is_same = || Identity::read(&text[..text.len().min(HEAD)]).is_ok_and(|own| own.check(key).is_ok());
        if !is_text || !is_same() {
            return Ok(Loaded::Damaged);
        }
        if let Some(index) = index.filter(|index| index.verify(&text, Verify::Everything).is_ok()) {
            // It was verified just now.
            return Ok(SymbolFile::with_index(text, index, Verify::Module)
                .map_or(Loaded::Damaged, |file| Loaded::File(file, true)));
        }
        Ok(SymbolFile::new(text).map_or(Loaded::Damaged, |file| Loaded::File(file, false)))
    }

    /// Notes that it was used. If that fails, it seems to be unused for longer than it is.
    pub(crate) fn touch(&self, now: SystemTime) {
        let file = File::options().append(true).open(self.text());
        drop(file.and_then(|file| file.set_modified(now)));
    }

    /// Begins to write it: the part that becomes its text. Whoever calls holds the lock to write.
    pub(crate) fn begin(&self) -> io::Result<File> {
        // Somebody may be deleting a directory above that is empty.
        let mut made = Ok(());
        for _ in 0..5 {
            made = fs::create_dir_all(&self.directory);
            match File::create(self.part(TEXT)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                file => return file,
            }
        }
        made.and_then(|()| File::create(self.part(TEXT)))
    }

    /// Gives the parts their names. The size on disk, in bytes.
    pub(crate) fn land(&self, index: &SymbolIndex<'_>) -> io::Result<u64> {
        self.store_index(index)?;
        fs::rename(self.part(TEXT), self.text())?;
        Ok(fs::metadata(self.text())?.len() + index.as_bytes().len() as u64)
    }

    /// Writes its index. Whoever calls holds the lock to write.
    pub(crate) fn store_index(&self, index: &SymbolIndex<'_>) -> io::Result<()> {
        fs::write(self.part(INDEX), index.as_bytes())?;
        fs::rename(self.part(INDEX), self.path(INDEX))
    }

    /// Deletes what was begun. Whoever calls holds the lock to write.
    pub(crate) fn discard(&self) {
        for ending in [TEXT, INDEX] {
            drop(fs::remove_file(self.part(ending)));
        }
        self.leave();
    }

    /// Deletes it, its text first, so that it is never there in part. Whoever calls holds the lock to write.
    pub(crate) fn remove(&self) -> io::Result<()> {
        for ending in [TEXT, INDEX] {
            match fs::remove_file(self.path(ending)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.leave();
        Ok(())
    }

    /// Deletes its directories if they are empty.
    fn leave(&self) {
        if fs::remove_dir(&self.directory).is_ok() {
            drop(self.directory.parent().map(fs::remove_dir));
        }
    }

    fn part(&self, ending: &str) -> PathBuf {
        self.directory.join(format!("{}{ending}{PART}", self.name))
    }
}
