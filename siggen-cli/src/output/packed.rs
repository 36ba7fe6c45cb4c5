//! Packs text as gzip or zstd, in members that end at fixed places of the text: then a run that goes on from
//! the end of one writes the same bytes as one that was never disturbed.

use std::io::{self, Write};
use std::path::Path;

/// How much text a member holds.
const MEMBER: usize = 4 << 20;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    Plain,
    /// By gzip.
    Gzip,
    /// By zstd.
    Zstd,
}

impl Packing {
    /// What a file's name asks for.
    pub(crate) fn of(path: &Path) -> Self {
        match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
            Some("gz") => Packing::Gzip,
            Some("zst") => Packing::Zstd,
            _ => Packing::Plain,
        }
    }

    fn member(self, text: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Packing::Plain => Ok(text.to_vec()),
            Packing::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(text)?;
                encoder.finish()
            }
            Packing::Zstd => zstd::bulk::compress(text, zstd::DEFAULT_COMPRESSION_LEVEL),
        }
    }
}

/// Text on its way into members.
#[derive(Debug)]
pub(super) struct Packer {
    packing: Packing,
    pending: Vec<u8>,
    is_empty: bool,
}

impl Packer {
    /// Packs what comes behind the end of a member.
    pub(super) fn new(packing: Packing, is_empty: bool) -> Self {
        Packer { packing, pending: Vec::new(), is_empty }
    }

    /// Takes text, and gives the next member when it is full: to be called until it gives none.
    pub(super) fn add(&mut self, text: &mut &[u8]) -> io::Result<Option<Vec<u8>>> {
        let room = MEMBER - self.pending.len();
        if text.len() < room {
            self.pending.extend_from_slice(text);
            *text = &[];
            return Ok(None);
        }
        let (now, rest) = text.split_at(room);
        self.pending.extend_from_slice(now);
        *text = rest;
        self.member().map(Some)
    }

    /// The last member, if there is one: even no text at all is a member, since a file of none is no packed file.
    pub(super) fn last(&mut self) -> io::Result<Option<Vec<u8>>> {
        (!self.pending.is_empty() || self.is_empty).then(|| self.member()).transpose()
    }

    fn member(&mut self) -> io::Result<Vec<u8>> {
        let member = self.packing.member(&self.pending)?;
        self.pending.clear();
        self.is_empty = false;
        Ok(member)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn packed(packing: Packing, pieces: &[&[u8]]) -> Vec<Vec<u8>> {
        let mut packer = Packer::new(packing, true);
        let mut members = Vec::new();
        for mut piece in pieces.iter().copied() {
            while let Some(member) = packer.add(&mut piece).unwrap() {
                members.push(member);
            }
            assert!(piece.is_empty());
        }
        members.extend(packer.last().unwrap());
        members
    }

    fn unpacked(packing: Packing, members: &[Vec<u8>]) -> Vec<u8> {
        let (packed, mut text) = (members.concat(), Vec::new());
        match packing {
            Packing::Plain => text = packed,
            Packing::Gzip => drop(flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut text).unwrap()),
            Packing::Zstd => text = zstd::decode_all(&packed[..]).unwrap(),
        }
        text
    }

    #[test]
    fn members_end_where_the_text_says() {
        let text: Vec<u8> = (0..2 * MEMBER + 5).map(|at| u8::try_from(at % 251).unwrap()).collect();
        for packing in [Packing::Gzip, Packing::Zstd] {
            let whole = packed(packing, &[&text]);
            assert_eq!(whole.len(), 3);
            assert_eq!(unpacked(packing, &whole), text);
            assert_eq!(unpacked(packing, &whole[..1]), text[..MEMBER]);
            let pieces: Vec<&[u8]> = text.chunks(300_007).collect();
            assert!(packed(packing, &pieces) == whole);
        }
    }

    #[test]
    fn full_and_empty_ends() {
        for packing in [Packing::Gzip, Packing::Zstd] {
            assert_eq!(packed(packing, &[&vec![b'a'; MEMBER]]).len(), 1);
            let empty = packed(packing, &[]);
            assert_eq!(empty.len(), 1);
            assert_eq!(unpacked(packing, &empty), b"");
        }
    }

    #[test]
    fn names() {
        assert_eq!(Packing::of(Path::new("a.csv.GZ")), Packing::Gzip);
        assert_eq!(Packing::of(Path::new("a.zst")), Packing::Zstd);
        assert_eq!(Packing::of(Path::new("gz")), Packing::Plain);
    }
}
