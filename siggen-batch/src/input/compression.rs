//! Compressed inputs, recognized by their first bytes rather than by name.

use std::io::{self, BufReader, Cursor, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How much compressed data is read at once.
const BUFFER: usize = 128 * 1024;

/// Unpacks gzip and zstd, and gives everything else as it is. Both may have several members.
pub(super) fn unpack(mut reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut magic = Vec::new();
    reader.by_ref().take(ZSTD.len() as u64).read_to_end(&mut magic)?;
    let is_gzip = magic.starts_with(GZIP);
    let is_zstd = magic == ZSTD;
    let whole = Cursor::new(magic).chain(reader);
    Ok(if is_gzip {
        Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(BUFFER, whole)))
    } else if is_zstd {
        Box::new(zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(BUFFER, whole))?)
    } else {
        Box::new(whole)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
        let mut text = Vec::new();
        unpack(Cursor::new(bytes)).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_follow_one_another() {
        assert_eq!(unpacked([gzip(b"{}\n"), gzip(b"[]\n")].concat()), b"{}\n[]\n");
        let zstd = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
        assert_eq!(unpacked([zstd(b"{}\n"), zstd(b"[]\n")].concat()), b"{}\n[]\n");
    }

    #[test]
    fn plain_and_short_inputs() {
        for plain in [&b""[..], b"{", b"{}\n", b"\x1f", b"{\"a\": 1}"] {
            assert_eq!(unpacked(plain.to_vec()), plain);
        }
    }
}
