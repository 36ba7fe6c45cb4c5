//! Parquet and Arrow with any byte damaged: what can't be read is a problem, and nothing else happens. No length in a
//! file is believed, so that no more memory is asked for than the file is worth.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]
#![allow(unsafe_code, reason = "an allocator is unsafe by its nature")]

mod common;
#[path = "common/tables.rs"]
mod tables;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use arrow_array::builder::{BinaryViewBuilder, StringViewBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, BooleanArray, DictionaryArray, Int32Array, LargeStringArray, RecordBatch, StringArray};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use common::{bytes, chance, seen};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// More than this is given to nobody: who can't go on without it ends the process.
const MOST: usize = 256 << 20;

/// What was asked for at once at most.
static ASKED: AtomicUsize = AtomicUsize::new(0);

struct Stingy;

// SAFETY: it gives what the system gives, or nothing.
unsafe impl GlobalAlloc for Stingy {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_max(layout.size(), Ordering::Relaxed);
        if layout.size() > MOST { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        unsafe { System.dealloc(start, layout) }
    }

    unsafe fn realloc(&self, start: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ASKED.fetch_max(size, Ordering::Relaxed);
        if size > MOST { std::ptr::null_mut() } else { unsafe { System.realloc(start, layout, size) } }
    }
}

#[global_allocator]
static ALLOCATOR: Stingy = Stingy;

/// What panicked, whether or not somebody caught it.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn texts() -> Vec<String> {
    (0..4).map(|number| format!(r#"{{"threads": [{{"frames": [{{"function": "f{number}"}}]}}]}}"#)).collect()
}

fn batches() -> Vec<(&'static str, RecordBatch)> {
    let texts = texts();
    let rows = || texts.iter().map(|text| Some(text.as_str())).chain([None]);
    let (mut text_view, mut view) = (StringViewBuilder::new(), BinaryViewBuilder::new());
    for row in rows() {
        text_view.append_option(row);
        view.append_option(row);
    }
    let numbers: ArrayRef = Arc::new((0..4).map(Some).chain([None]).collect::<Int32Array>());
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![true; 5]));
    vec![
        ("text", tables::of(&[("json", Arc::new(rows().collect::<StringArray>()))])),
        ("large", tables::of(&[("id", numbers), ("json", Arc::new(rows().collect::<LargeStringArray>()))])),
        ("text view", tables::of(&[("json", Arc::new(text_view.finish())), ("flag", flags)])),
        ("view", tables::of(&[("json", Arc::new(view.finish()))])),
        ("dictionary", tables::of(&[("json", Arc::new(rows().collect::<DictionaryArray<Int8Type>>()))])),
    ]
}

fn arrow(batch: &RecordBatch, compression: Option<CompressionType>, is_file: bool) -> Vec<u8> {
    // Other than by 64, little is between what says something.
    let options = IpcWriteOptions::try_new(8, false, arrow_ipc::MetadataVersion::V5).unwrap();
    let options = options.try_with_compression(compression).unwrap();
    if is_file {
        let mut writer = FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        writer.write(batch).unwrap();
        writer.into_inner().unwrap()
    } else {
        let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        writer.write(batch).unwrap();
        writer.finish().unwrap();
        writer.into_inner().unwrap()
    }
}

/// Reads a table with each byte as another, and with some at once.
fn damage(name: &str, table: &[u8]) {
    let expected = texts();
    let whole = seen(vec![bytes("t", table)]);
    let read: Vec<&str> = whole.iter().filter_map(|seen| seen.text.as_deref().ok()).collect();
    assert_eq!(read, expected, "{name}");
    let mut numbers = chance(table.len() as u64);
    let mut next = move |below: usize| usize::try_from(numbers.next().unwrap()).unwrap() % below;
    let mut problems = 0;
    let mut read = |case: &dyn Fn() -> String, table: &[u8]| {
        ASKED.store(0, Ordering::Relaxed);
        problems += usize::from(seen(vec![bytes("t", table)]).iter().any(|seen| seen.text.is_err()));
        let panics = std::mem::take(&mut *PANICS.lock().unwrap());
        assert!(panics.is_empty(), "{name}, {}: {panics:?}", case());
        let asked = ASKED.load(Ordering::Relaxed);
        assert!(asked < MOST, "{name}, {}: {asked} bytes", case());
    };
    for place in 0..table.len() {
        for value in [0x7f, 0xff, table[place] ^ 1, table[place] ^ 0x20] {
            let mut damaged = table.to_vec();
            damaged[place] = value;
            read(&|| format!("byte {place} = {value:#x}"), &damaged);
        }
    }
    for _ in 0..300 {
        let mut damaged = table.to_vec();
        let places: Vec<(usize, u8)> =
            (0..2 + next(4)).map(|_| (next(table.len()), [0, 1, 4, 8, 0x7f, 0x80, 0xff][next(7)])).collect();
        for (place, value) in &places {
            damaged[*place] = *value;
        }
        read(&|| format!("{places:x?}"), &damaged);
    }
    assert!(problems > 100, "{name}: {problems}");
}

/// One test, since what panicked and what was asked for is of the whole process.
#[test]
fn any_byte_damaged() {
    std::panic::set_hook(Box::new(|panic| {
        // A test that fails says so.
        let is_here = panic.location().is_some_and(|location| location.file().ends_with("damaged_tables.rs"));
        if is_here { eprintln!("{panic}") } else { PANICS.lock().unwrap().push(panic.to_string()) }
    }));
    let (lz4, zstd) = (Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD));
    for (name, batch) in batches() {
        // Not each in each way, which takes long and says no more.
        let (compressions, is_file) = match name {
            "text" => (vec![None, lz4, zstd], false),
            "view" | "dictionary" => (vec![None, lz4], true),
            _ => (vec![None, zstd], false),
        };
        for compression in compressions {
            damage(&format!("{name}, {compression:?}, file: {is_file}"), &arrow(&batch, compression, is_file));
        }
    }
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())] {
        let (_, batch) = batches().swap_remove(0);
        let properties = WriterProperties::builder().set_compression(compression).build();
        damage(&format!("{compression:?}"), &tables::parquet_with(&batch, properties));
    }
}
