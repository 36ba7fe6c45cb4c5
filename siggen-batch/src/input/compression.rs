//! Compressed inputs, recognized by their first bytes rather than by name.

use std::io::{self, BufReader, Cursor, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How much compressed data is read at once.
const BUFFER: usize = 128 * 1024;

/// How an input is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
}

/// The compression of an input with these first bytes.
pub(super) fn of(head: &[u8]) -> Option<Compression> {
    if head.starts_with(GZIP) { Some(Compression::Gzip) } else { head.starts_with(ZSTD).then_some(Compression::Zstd) }
}

/// Whether there are too few bytes to tell.
pub(super) fn may_be(head: &[u8]) -> bool {
    [GZIP, ZSTD].iter().any(|magic| head.len() < magic.len() && magic.starts_with(head))
}

impl Compression {
    /// Unpacks an input whose first bytes have been read. It may have several members.
    pub(super) fn unpack(self, head: Vec<u8>, rest: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
        let whole = BufReader::with_capacity(BUFFER, Cursor::new(head).chain(rest));
        Ok(match self {
            Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(whole)),
            Compression::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(whole)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn unpacked(bytes: &[u8]) -> Vec<u8> {
        for split in 0..bytes.len() {
            assert_eq!(of(&bytes[..split]).is_none(), split < 2 || (bytes[0] != GZIP[0] && split < 4));
        }
        let (head, rest) = bytes.split_at(7);
        let mut text = Vec::new();
        let mut reader = of(head).unwrap().unpack(head.to_vec(), Cursor::new(rest.to_vec())).unwrap();
        reader.read_to_end(&mut text).unwrap();
        text
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_follow_one_another() {
        assert_eq!(unpacked(&[gzip(b"{}\n"), gzip(b"[]\n")].concat()), b"{}\n[]\n");
        let zstd = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
        assert_eq!(unpacked(&[zstd(b"{}\n"), zstd(b"[]\n")].concat()), b"{}\n[]\n");
    }

    #[test]
    fn plain_and_short_inputs() {
        for plain in [&b"{"[..], b"{}\n", b"\x1f\x8a", b"{\"a\": 1}"] {
            assert!(of(plain).is_none() && !may_be(plain), "{plain:?}");
        }
        for short in [&b""[..], b"\x1f", b"\x28\xb5"] {
            assert!(of(short).is_none() && may_be(short), "{short:?}");
        }
    }
}
