//! What pages unpack to, which is never more than their headers say.

use std::io::{self, Read};

use parquet::basic::Compression;

/// Unpacks what a page has packed, behind what `unpacked` has of it, up to this size.
pub(super) fn unpack(
    compression: Compression,
    packed: &[u8],
    unpacked: &mut Vec<u8>,
    size: usize,
) -> Result<(), String> {
    let left = size.checked_sub(unpacked.len()).ok_or_else(damaged)?;
    // A page of nulls alone may have nothing packed.
    if left > 0 {
        match compression {
            Compression::UNCOMPRESSED => unpacked.extend_from_slice(packed),
            Compression::SNAPPY => at_once(unpacked, size, |out| snap::raw::Decoder::new().decompress(packed, out))?,
            Compression::GZIP(_) => streamed(flate2::read::MultiGzDecoder::new(packed), unpacked, left)?,
            Compression::BROTLI(_) => streamed(brotli::Decompressor::new(packed, BUFFER), unpacked, left)?,
            Compression::ZSTD(_) => zstd(packed, unpacked, left).map_err(|error| error.to_string())?,
            Compression::LZ4_RAW => at_once(unpacked, size, |out| lz4_flex::block::decompress_into(packed, out))?,
            Compression::LZ4 => lz4(packed, unpacked, size)?,
            Compression::LZO => return Err("LZO compression is not supported".to_owned()),
        }
    }
    if unpacked.len() == size { Ok(()) } else { Err(damaged()) }
}

/// How much brotli takes of its input at once.
const BUFFER: usize = 64 * 1024;

fn at_once<E: ToString>(
    unpacked: &mut Vec<u8>,
    size: usize,
    unpack: impl FnOnce(&mut [u8]) -> Result<usize, E>,
) -> Result<(), String> {
    let start = unpacked.len();
    unpacked.resize(size, 0);
    let length = unpack(&mut unpacked[start..]).map_err(|error| error.to_string())?;
    unpacked.truncate(start + length);
    Ok(())
}

/// As [`at_once`], into room that isn't cleared before.
fn zstd(packed: &[u8], unpacked: &mut Vec<u8>, left: usize) -> io::Result<()> {
    unpacked.reserve_exact(left);
    let start = unpacked.len() as u64;
    let mut out = io::Cursor::new(std::mem::take(unpacked));
    out.set_position(start);
    let result = zstd::bulk::Decompressor::new()?.decompress_to_buffer(packed, &mut out);
    *unpacked = out.into_inner();
    result.map(drop)
}

/// One byte more than there may be tells that there is too much.
fn streamed(reader: impl Read, unpacked: &mut Vec<u8>, left: usize) -> Result<(), String> {
    reader.take(left as u64 + 1).read_to_end(unpacked).map(drop).map_err(|error| error.to_string())
}

/// What is called LZ4 has been written in three ways: as Hadoop does, as LZ4's own files, and as one block.
fn lz4(packed: &[u8], unpacked: &mut Vec<u8>, size: usize) -> Result<(), String> {
    let start = unpacked.len();
    if at_once(unpacked, size, |out| hadoop(packed, out)).is_ok() && unpacked.len() == size {
        return Ok(());
    }
    unpacked.truncate(start);
    if streamed(lz4_flex::frame::FrameDecoder::new(packed), unpacked, size - start).is_ok() && unpacked.len() == size {
        return Ok(());
    }
    unpacked.truncate(start);
    at_once(unpacked, size, |out| lz4_flex::block::decompress_into(packed, out))
}

/// Blocks, each behind what it unpacks to and what it has itself, as big-endian numbers.
fn hadoop(mut packed: &[u8], out: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some((head, rest)) = packed.split_first_chunk::<8>() {
        let [a, b, c, d, stored @ ..] = *head;
        let size = u32::from_be_bytes([a, b, c, d]) as usize;
        let stored = u32::from_be_bytes(stored) as usize;
        let (Some(block), Some(room)) = (rest.get(..stored), out.get_mut(filled..).and_then(|out| out.get_mut(..size)))
        else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        if lz4_flex::block::decompress_into(block, room).map_err(io::Error::other)? != size {
            return Err(io::ErrorKind::InvalidData.into());
        }
        filled += size;
        packed = &rest[stored..];
    }
    if packed.is_empty() { Ok(filled) } else { Err(io::ErrorKind::InvalidData.into()) }
}

fn damaged() -> String {
    "a page doesn't decompress to the size in its header".to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::basic::{BrotliLevel, GzipLevel, ZstdLevel};

    use super::*;

    const TEXT: &[u8] = b"kites and kites and kites and kites and kites";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn brotli(text: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 4096, 5, 16).write_all(text).unwrap();
        packed
    }

    fn frame(text: &[u8]) -> Vec<u8> {
        let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn as_hadoop(text: &[u8]) -> Vec<u8> {
        let blocks = text.chunks(10).flat_map(|text| {
            let block = lz4_flex::block::compress(text);
            let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_be_bytes();
            [&size(text)[..], &size(&block), &block].concat()
        });
        blocks.collect()
    }

    #[test]
    fn no_more_than_the_header_says() {
        let snap = snap::raw::Encoder::new().compress_vec(TEXT).unwrap();
        for (compression, packed) in [
            (Compression::UNCOMPRESSED, TEXT.to_vec()),
            (Compression::SNAPPY, snap),
            (Compression::GZIP(GzipLevel::default()), gzip(TEXT)),
            (Compression::BROTLI(BrotliLevel::default()), brotli(TEXT)),
            (Compression::ZSTD(ZstdLevel::default()), zstd::encode_all(TEXT, 1).unwrap()),
            (Compression::LZ4_RAW, lz4_flex::block::compress(TEXT)),
            (Compression::LZ4, as_hadoop(TEXT)),
            (Compression::LZ4, frame(TEXT)),
            (Compression::LZ4, lz4_flex::block::compress(TEXT)),
        ] {
            let before = b"levels";
            let whole = before.len() + TEXT.len();
            let mut unpacked = before.to_vec();
            assert_eq!(unpack(compression, &packed, &mut unpacked, whole), Ok(()), "{compression:?}");
            assert_eq!(unpacked, [&before[..], TEXT].concat());
            for size in [0, 8, whole - 1, whole + 1] {
                let mut unpacked = before.to_vec();
                assert!(unpack(compression, &packed, &mut unpacked, size).is_err(), "{compression:?}, {size}");
                assert!(unpacked.len() <= whole + 1);
            }
        }
    }
}
