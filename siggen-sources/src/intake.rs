//! Takes a symbol file from a server into the cache: unpacked, checked, indexed and compressed while it comes.

use std::fs::File;
use std::io::{self, Read, Write};

use siggen_symbols::layout::ModuleKey;
use siggen_symbols::{IndexBuilder, SymbolIndex};

use crate::fault::Fault;
use crate::identity::{HEAD, Identity};
use crate::stop::Stop;
use crate::unpack::{fill, unpack};

/// How much text is handled at once.
const PIECE: usize = 128 << 10;

/// How well the text is compressed: as fast as it comes.
const LEVEL: i32 = 3;

/// What a text must fulfil.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions<'c> {
    pub(crate) key: &'c ModuleKey<'c>,
    /// Whether the end of `compressed` can be told from its being cut.
    pub(crate) is_bounded: bool,
    /// In bytes of text.
    pub(crate) largest: u64,
    pub(crate) stop: &'c Stop,
}

/// Writes a text; its index, if the text is complete and what was asked for. In memory are a piece of the text, and the
/// index.
pub(crate) fn take_in(
    compressed: impl Read,
    conditions: &Conditions<'_>,
    file: File,
) -> Result<SymbolIndex<'static>, Fault> {
    let Conditions { key, is_bounded, largest, stop } = *conditions;
    let (mut text, is_compressed) = unpack(compressed).map_err(Fault::of_reading)?;
    let mut writer = writer(file).map_err(|error| Fault::of_disk(&error))?;
    let mut builder = IndexBuilder::new();
    let mut piece = vec![0; PIECE];
    let mut length = 0;
    loop {
        // The first records decide whether the rest is worth its way.
        let filled = fill(&mut text, &mut piece[..if length == 0 { HEAD } else { PIECE }]);
        if stop.is_stopped() {
            return Err(Fault::Stopped);
        }
        let filled = filled.map_err(Fault::of_reading)?;
        if filled == 0 {
            break;
        }
        let piece = &piece[..filled];
        if length == 0 {
            Identity::read(piece)?.check(key)?;
        }
        length += filled as u64;
        if length > largest {
            return Err(Fault::TooLarge(largest));
        }
        builder.push(piece);
        writer.write_all(piece).map_err(|error| Fault::of_disk(&error))?;
    }
    drop(text);
    if length == 0 && !is_bounded {
        return Err(Fault::Unbounded);
    }
    let index = builder.finish().map_err(Fault::NotSymbols)?;
    // Said last: of a wrong file it matters more that it is wrong.
    if !is_bounded && !is_compressed {
        return Err(Fault::Unbounded);
    }
    writer.finish().map_err(|error| Fault::of_disk(&error))?;
    Ok(index)
}

fn writer(file: File) -> io::Result<zstd::Encoder<'static, File>> {
    let mut writer = zstd::Encoder::new(file, LEVEL)?;
    writer.include_checksum(true)?;
    Ok(writer)
}
