//! Arrow's IPC format, message by message: a stream, or a file, which is a stream with a table of contents behind it.

mod budget;
mod lengths;

use std::io::{self, Read};
use std::sync::Arc;

use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::FileDecoder;
use arrow_ipc::{Block, Endianness, MessageHeader, root_as_message};
use arrow_schema::{DataType, Field, Schema};

use super::super::chunk::{FULL, LARGE, MANY_RECORDS};
use super::super::chunks::Chunks;
use super::super::halt::{Halt, too_short};
use super::super::reason;
use super::super::record::Problem;
use super::super::rows::Batch;
use super::choice::{Column, Holds, choose};
use super::{guarded, put, unreadable, whole};
use budget::Budget;

/// What messages begin with, and what a file does.
const CONTINUATION: [u8; 4] = [0xff; 4];
const MAGIC: usize = b"ARROW1\0\0".len();

/// More is no description of a message.
const LONGEST: usize = 1 << 24;

/// A message as it is stored.
struct Stored {
    bytes: Vec<u8>,
    /// Where what is described starts.
    body: usize,
}

/// What comes next in a table.
enum Next {
    /// What describes rows, or the end of nothing.
    Description,
    /// Rows, and how much memory they take.
    Rows(Batch, usize),
    /// So many rows that have been passed over, as they would take too much.
    TooLarge(u64),
    End,
}

/// Reads a table but for the rows that are done.
pub(super) fn read(
    chunks: &mut Chunks<'_>,
    source: &Arc<str>,
    reader: &mut dyn Read,
    is_file: bool,
    done: u64,
) -> Result<(), Halt> {
    let mut row = 0;
    let mut table = Table { decoder: None, budget: Budget::new(chunks.max().whole()) };
    if is_file {
        // What there is behind its last message isn't needed here.
        drop(take(reader, MAGIC, &mut Vec::new()));
    }
    let why = loop {
        let next = match message(reader, is_file, &table) {
            Ok(Message::Whole(message)) => guarded(|| table.decode(message)),
            Ok(Message::TooLarge(rows)) => Ok(Next::TooLarge(rows)),
            Ok(Message::End) => Ok(Next::End),
            Err(error) => Err(match error.kind() {
                io::ErrorKind::UnexpectedEof => "the table is truncated".to_owned(),
                _ => reason(&error),
            }),
        };
        match next {
            Ok(Next::Description) => {}
            Ok(Next::End) if done > row => return Err(too_short(source, "rows", done)),
            Ok(Next::End) => return Ok(()),
            Ok(Next::TooLarge(rows)) => {
                let behind = row.saturating_add(rows);
                if behind > done {
                    let why = table.budget.too_large("batch of rows");
                    chunks.problem(unreadable(source, row.max(done), behind, &why));
                    chunks.records_done(behind, 0);
                }
                row = behind;
            }
            Ok(Next::Rows(batch, bytes)) => {
                let is_large = bytes > LARGE;
                let batch = if is_large { batch.with_room(chunks.room_for_whole(bytes)?) } else { batch };
                let from = usize::try_from(done.saturating_sub(row)).unwrap_or(usize::MAX).min(batch.len());
                let mut first = row + from as u64;
                row += batch.len() as u64;
                for rows in batch.parts(FULL, MANY_RECORDS, from) {
                    let next = first + rows.len() as u64;
                    put(chunks, source, rows, std::mem::replace(&mut first, next), 0)?;
                }
                if is_large {
                    // The next one may wait for this one's room.
                    chunks.flush(chunks.filled())?;
                }
            }
            Err(why) => break why,
        }
    };
    chunks.problem(match table.decoder {
        None => whole(source, &why),
        Some(_) => Problem::of_row(source, row, &format!("cannot read any further: {why}")),
    });
    Ok(())
}

/// What stands next in a stream.
enum Message {
    Whole(Stored),
    /// A batch of so many rows, passed over.
    TooLarge(u64),
    End,
}

fn message(reader: &mut dyn Read, is_file: bool, table: &Table) -> io::Result<Message> {
    let has_schema = table.decoder.is_some();
    let damaged = || io::Error::other("the table is damaged");
    let mut may_end = has_schema && !is_file;
    let mut bytes = Vec::with_capacity(1024);
    let length = loop {
        take(reader, 4, &mut bytes)?;
        if bytes.is_empty() && may_end {
            return Ok(Message::End);
        }
        if bytes == CONTINUATION {
            take(reader, 4, &mut bytes)?;
        }
        let (_, length) = bytes.split_last_chunk::<4>().ok_or(io::ErrorKind::UnexpectedEof)?;
        let length = usize::try_from(i32::from_le_bytes(*length)).map_err(|_| damaged())?;
        if length > 0 {
            break Some(length).filter(|length| *length < LONGEST).ok_or_else(damaged)?;
        }
        if is_file && has_schema {
            return Ok(Message::End);
        }
        // What fills up behind a file's name, or the end of a stream; another one may follow, as when files are put
        // together.
        may_end = has_schema;
        bytes.clear();
    };
    let start = bytes.len();
    take(reader, length, &mut bytes)?;
    let body = bytes.len();
    if body < start + length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let described = root_as_message(&bytes[start..]).map_err(|_| damaged())?;
    let length = usize::try_from(described.bodyLength()).map_err(|_| damaged())?;
    if !table.budget.has(length) {
        let too_large = || io::Error::other(table.budget.too_large("message"));
        let rows = described.header_as_record_batch().ok_or_else(too_large)?.length();
        let passed = io::copy(&mut reader.take(length as u64), &mut io::sink())?;
        return if passed < length as u64 {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else {
            u64::try_from(rows).map(Message::TooLarge).map_err(|_| damaged())
        };
    }
    take(reader, length, &mut bytes)?;
    if bytes.len() < body + length {
        Err(io::ErrorKind::UnexpectedEof.into())
    } else {
        Ok(Message::Whole(Stored { bytes, body }))
    }
}

/// Reads so many bytes, or up to the end. No more room is made than there are bytes, whatever the length says.
fn take(reader: &mut dyn Read, length: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.reserve(length.min(64 << 20));
    reader.take(length as u64).read_to_end(bytes).map(drop)
}

/// What is known of a table.
struct Table {
    /// What decodes its batches.
    decoder: Option<FileDecoder>,
    budget: Budget,
}

impl Table {
    /// What a message holds.
    fn decode(&mut self, message: Stored) -> Result<Next, String> {
        let Stored { bytes, body } = message;
        let start = if bytes.starts_with(&CONTINUATION) { 8 } else { 4 };
        let described = root_as_message(&bytes[start..]).map_err(|error| error.to_string())?;
        let header = described.header_type();
        if header == MessageHeader::Schema {
            self.decoder = Some(decoder(&described)?);
            self.budget.forget();
            return Ok(Next::Description);
        }
        let decoder = self.decoder.as_mut().ok_or("the schema is missing")?;
        let unpacked = lengths::check(&described, &bytes[body..])?;
        let metadata = i32::try_from(body).map_err(|error| error.to_string())?;
        let block = Block::new(0, metadata, described.bodyLength());
        if let Some(dictionary) = described.header_as_dictionary_batch() {
            self.budget.hold(dictionary.id(), dictionary.isDelta(), unpacked)?;
            decoder.read_dictionary(&block, &bytes.into()).map_err(|error| error.to_string())?;
            return Ok(Next::Description);
        }
        if let Some(rows) = described.header_as_record_batch().map(|batch| batch.length())
            && !self.budget.has(unpacked)
        {
            return Ok(Next::TooLarge(u64::try_from(rows).unwrap_or_default()));
        }
        let batch = decoder.read_record_batch(&block, &bytes.into()).map_err(|error| error.to_string())?;
        let Some(batch) = batch else { return Ok(Next::Description) };
        let batch = Batch::new(batch.column(0)).ok_or("the column holds no text")?;
        Ok(Next::Rows(batch, unpacked))
    }
}

/// What decodes the column with the crash reports, of batches that have these columns.
fn decoder(message: &arrow_ipc::Message<'_>) -> Result<FileDecoder, String> {
    let schema = message.header_as_schema().ok_or("the schema is missing")?;
    if schema.endianness() != Endianness::Little {
        return Err("the table has the wrong byte order".to_owned());
    }
    let schema = try_fb_to_schema(schema).map_err(|error| error.to_string())?;
    let columns =
        schema.fields().iter().map(|field| Column { name: field.name().clone(), holds: holds(field.data_type()) });
    let chosen = choose(&columns.collect::<Vec<_>>())?;
    let fields = schema.fields().iter().map(|field| {
        let as_bytes = Field::clone(field).with_data_type(as_bytes(field.data_type()));
        Arc::new(as_bytes)
    });
    let schema = Schema::new(fields.collect::<Vec<_>>());
    Ok(FileDecoder::new(Arc::new(schema), message.version()).with_projection(vec![chosen]))
}

fn holds(data_type: &DataType) -> Holds {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Holds::Text,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Holds::Bytes,
        DataType::Dictionary(_, values) => match holds(values) {
            Holds::Other(_) => Holds::Other(data_type.to_string()),
            holds => holds,
        },
        other => Holds::Other(other.to_string()),
    }
}

/// The type of bytes that are stored as text of this type is. A report that is no UTF-8 spoils no other then.
fn as_bytes(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        DataType::Dictionary(keys, values) => DataType::Dictionary(keys.clone(), Box::new(as_bytes(values))),
        other => other.clone(),
    }
}
