//! Lengths that a message says, checked before anything believes them.
//!
//! The decoder takes slices and makes room as it is told. So each buffer has to lie in the body of the message, and what
//! is compressed can't say that it is larger than its format can have made it from so few bytes.

use arrow_ipc::{Buffer, CompressionType, Message, RecordBatch};

/// What each byte of LZ4 stands for at most: the format counts matches in steps of 255.
const LZ4: u64 = 255;

/// The same of zstd: a block of 128 KiB that is one byte repeated takes 4 bytes.
const ZSTD: u64 = (128 << 10) / 4;

/// Bytes that say how long the rest is when unpacked.
const PREFIX: usize = size_of::<i64>();

/// What is compressed and as long as this is asked for as a whole first: whether there is so much memory.
const LARGE: usize = 64 << 20;

/// Bytes for each row where the values are those of a dictionary.
const ROW: usize = size_of::<usize>();

/// Checks the lengths in a message with this body. Tells how many bytes it takes when it is unpacked.
///
/// # Errors
///
/// Which length is wrong.
pub(super) fn check(message: &Message<'_>, body: &[u8]) -> Result<usize, String> {
    let batch = match message.header_as_dictionary_batch() {
        Some(dictionary) => dictionary.data(),
        None => message.header_as_record_batch(),
    };
    batch.map_or(Ok(0), |batch| check_batch(&batch, body))
}

fn check_batch(batch: &RecordBatch<'_>, body: &[u8]) -> Result<usize, String> {
    let rows = batch.length();
    let Ok(count) = usize::try_from(rows) else {
        return Err(format!("the table is damaged: a batch has {rows} rows"));
    };
    let mut size = count.saturating_mul(ROW).saturating_add(body.len());
    for node in batch.nodes().iter().flatten() {
        let (length, nulls) = (node.length(), node.null_count());
        if length < 0 || !(0..=length).contains(&nulls) {
            return Err(format!("the table is damaged: {nulls} of {length} values are null"));
        }
    }
    let codec = batch.compression().map(|compression| compression.codec());
    for buffer in batch.buffers().iter().flatten() {
        let bytes = slice(buffer, body).ok_or_else(|| {
            let (length, offset) = (buffer.length(), buffer.offset());
            format!("the table is damaged: {length} bytes from {offset} on are not in a body of {}", body.len())
        })?;
        if let Some(codec) = codec {
            size = size.saturating_add(check_unpacked(codec, bytes)?);
        }
    }
    Ok(size)
}

fn slice<'b>(buffer: &Buffer, body: &'b [u8]) -> Option<&'b [u8]> {
    let start = usize::try_from(buffer.offset()).ok()?;
    let length = usize::try_from(buffer.length()).ok()?;
    body.get(start..start.checked_add(length)?)
}

/// Checks what is compressed, whose length before that stands in front of it. Tells that length.
fn check_unpacked(codec: CompressionType, bytes: &[u8]) -> Result<usize, String> {
    let Some((prefix, packed)) = bytes.split_first_chunk::<PREFIX>() else {
        return if bytes.is_empty() { Ok(0) } else { Err("the table is damaged: a buffer is truncated".to_owned()) };
    };
    let says = i64::from_le_bytes(*prefix);
    if says == -1 {
        // What compressing made no shorter is as it was.
        return Ok(0);
    }
    let most = if codec == CompressionType::ZSTD { ZSTD } else { LZ4 };
    let most = most.saturating_mul(packed.len() as u64);
    let unpacked = u64::try_from(says).ok().filter(|says| *says <= most).and_then(|says| usize::try_from(says).ok());
    let Some(unpacked) = unpacked else {
        return Err(format!("the table is damaged: {} bytes can't be {says} when unpacked", packed.len()));
    };
    if unpacked >= LARGE && Vec::<u8>::new().try_reserve_exact(unpacked).is_err() {
        return Err(format!("not enough memory for a buffer of {unpacked} bytes"));
    }
    Ok(unpacked)
}
