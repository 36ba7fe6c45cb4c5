//! Text that may be compressed, recognized by its first bytes: neither endings nor headers can be relied on.

use std::io::{self, BufReader, Cursor, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How much compressed data is read at once.
const BUFFER: usize = 128 << 10;

/// The text, and whether it was compressed. A compressed text has an end mark of its own. The reader is read to its
/// end, so that it notices what is wrong there.
pub(crate) fn unpack<'r>(mut compressed: impl Read + 'r) -> io::Result<(Box<dyn Read + 'r>, bool)> {
    let mut head = Vec::new();
    compressed.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let is = |magic| head.starts_with(magic);
    let (is_gzip, is_zstd) = (is(GZIP), is(ZSTD));
    let compressed = BufReader::with_capacity(BUFFER, Cursor::new(head).chain(compressed));
    Ok(if is_gzip {
        (Box::new(flate2::bufread::MultiGzDecoder::new(compressed)), true)
    } else if is_zstd {
        (Box::new(zstd::Decoder::with_buffer(compressed)?), true)
    } else {
        (Box::new(compressed), false)
    })
}

/// Reads until a buffer is full or the text ends; how much that was.
pub(crate) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
