//! The symbol files of the shared corpus, with what is at their addresses and what is wrong with their lines.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};
use siggen_symbols::{Error, IndexBuilder, Location, Scratch, Symbol, SymbolFile, SymbolIndex, Verify, check};

fn testdata(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/symbols").join(name)
}

fn expected() -> BTreeMap<String, Value> {
    let json = std::fs::read(testdata("expected.json")).expect("the corpus is there");
    serde_json::from_slice(&json).expect("it is JSON")
}

fn place(location: Option<&Location<'_>>) -> Option<String> {
    let location = location?;
    Some(location.line.map_or(location.file.to_string(), |line| format!("{}:{line}", location.file)))
}

fn shown(symbol: Option<Symbol<'_>>, address: u64) -> Value {
    let Some(symbol) = symbol else { return Value::Null };
    assert_eq!(symbol.offset, address - symbol.address);
    let mut shown = json!({"function": symbol.function, "address": format!("{:x}", symbol.address)});
    if let Some(place) = place(symbol.location.as_ref()) {
        shown["location"] = place.into();
    }
    if symbol.is_folded {
        shown["folded"] = true.into();
    }
    let inlines = symbol.inlines().map(|inline| {
        let place = place(inline.location.as_ref()).map(|place| format!(" {place}")).unwrap_or_default();
        Value::from(format!("{}{place}", inline.function))
    });
    let inlines: Vec<Value> = inlines.collect();
    if !inlines.is_empty() {
        shown["inlines"] = inlines.into();
    }
    shown
}

#[test]
fn addresses_have_the_expected_names() {
    for (name, expected) in expected() {
        let text = std::fs::read(testdata(&name)).unwrap();
        let file = SymbolFile::new(&text[..]).unwrap();
        // Once with memory that knows the functions, once without, and once with memory for one function.
        for limit in [usize::MAX, 0] {
            let mut scratch = Scratch::with_limit(limit);
            for _ in 0..2 {
                for (address, expected) in expected["lookups"].as_object().unwrap() {
                    let at = u64::from_str_radix(address, 16).unwrap();
                    assert_eq!(shown(file.lookup(at, &mut scratch), at), *expected, "{address} in {name}");
                }
            }
        }
    }
}

#[test]
fn bad_lines_are_known_by_number_and_reason() {
    for (name, expected) in expected() {
        let text = std::fs::read(testdata(&name)).unwrap();
        let faults = check(&text).unwrap();
        let found: Vec<Value> =
            faults.first().iter().map(|fault| json!([fault.line, fault.reason.to_string()])).collect();
        assert_eq!(Value::from(found), expected["faults"], "{name}");
        let lost = faults.first().iter().filter(|fault| fault.reason.is_loss()).count() as u64;
        assert_eq!((faults.lost(), faults.incomplete()), (lost, faults.first().len() as u64 - lost), "{name}");
        for fault in faults.first() {
            let before = &text[..usize::try_from(fault.offset).unwrap()];
            let lines = before.split(|&byte| byte == b'\n').count() as u64 - 1;
            assert_eq!(lines + 1, fault.line, "{name}: the offset of a fault is where its line begins");
        }
        // What is found while the index is made is among them.
        let quick = SymbolIndex::build(&text).unwrap().faults();
        assert!(quick.first().iter().all(|fault| faults.first().contains(fault)), "{name}: {quick:?}");
    }
}

#[test]
fn a_text_in_pieces_has_the_same_index() {
    for (name, _) in expected() {
        let text = std::fs::read(testdata(&name)).unwrap();
        let whole = SymbolIndex::build(&text).unwrap();
        for size in [1, 2, 3, 7, 8, 64, 100, 1000] {
            let mut builder = IndexBuilder::new();
            text.chunks(size).for_each(|piece| builder.push(piece));
            assert_eq!(builder.finish().unwrap().as_bytes(), whole.as_bytes(), "{name} in pieces of {size}");
        }
    }
}

#[test]
fn a_stored_index_is_as_good_as_a_new_one() {
    for (name, expected) in expected() {
        let text = std::fs::read(testdata(&name)).unwrap();
        let stored = SymbolIndex::build(&text).unwrap().into_bytes();
        let index = SymbolIndex::from_bytes(&stored[..]).unwrap();
        let file = SymbolFile::with_index(&text[..], index, Verify::Everything).unwrap();
        let mut scratch = Scratch::new();
        for (address, expected) in expected["lookups"].as_object().unwrap() {
            let at = u64::from_str_radix(address, 16).unwrap();
            assert_eq!(shown(file.lookup(at, &mut scratch), at), *expected, "{address} in {name}");
        }
        assert_eq!(file.index().faults(), SymbolIndex::build(&text).unwrap().faults());
    }
}

#[test]
fn memory_of_one_file_is_not_taken_for_that_of_another() {
    let text = |name: &str| format!("MODULE Linux x86_64 0 a\nFUNC 1000 10 0 {name}\n");
    let (first, second) = (text("first").into_bytes(), text("other").into_bytes());
    let (first, second) = (SymbolFile::new(first).unwrap(), SymbolFile::new(second).unwrap());
    let mut scratch = Scratch::new();
    for _ in 0..2 {
        assert_eq!(first.lookup(0x1000, &mut scratch).unwrap().function, "first");
        assert_eq!(second.lookup(0x1000, &mut scratch).unwrap().function, "other");
    }
}

#[test]
fn an_index_of_another_text_is_refused() {
    let text = b"MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\nFUNC 1000 10 0 fly\n".to_vec();
    let index = SymbolIndex::build(&text).unwrap().into_bytes();
    let open = |text: &[u8], index: &[u8], verify| {
        SymbolFile::with_index(text.to_vec(), SymbolIndex::from_bytes(index.to_vec())?, verify).map(drop)
    };
    assert_eq!(open(&text, &index, Verify::Everything), Ok(()));
    let mut other = text.clone();
    *other.last_mut().unwrap() = b' ';
    assert_eq!(open(&other, &index, Verify::Module), Ok(()), "what is behind the MODULE line isn't looked at");
    assert_eq!(open(&other, &index, Verify::Everything), Err(Error::Stale));
    other = text.clone();
    other[25] = b'9';
    assert_eq!(open(&other, &index, Verify::Module), Err(Error::Stale));
    assert_eq!(open(&text[1..], &index, Verify::Module), Err(Error::Stale));
    let mut damaged = index.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(open(&text, &damaged, Verify::Everything), Err(Error::Stale));
    for length in 0..index.len() {
        assert_eq!(open(&text, &index[..length], Verify::Module), Err(Error::NotAnIndex), "{length}");
    }
    let mut newer = index.clone();
    newer[8] += 1;
    assert_eq!(open(&text, &newer, Verify::Module), Err(Error::NotAnIndex));
}

#[test]
fn what_is_no_symbol_file_is_named() {
    let looks_like = |text: &[u8]| match SymbolIndex::build(text) {
        Err(Error::NotSymbols { looks_like }) => {
            assert_eq!(check(text), Err(Error::NotSymbols { looks_like }));
            looks_like
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(SymbolIndex::build(b"").map(drop), Err(Error::Empty));
    let utf16 = Some("UTF-16 text; symbol files are UTF-8");
    let text = "MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\nFUNC 1000 10 0 fly\n";
    let words: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let big: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
    assert_eq!(looks_like(&little), utf16);
    assert_eq!(looks_like(&big), utf16);
    assert_eq!(looks_like(&[b"\xff\xfe", &little[..]].concat()), utf16);
    assert_eq!(looks_like(b"<!DOCTYPE html>\n<title>Not found</title>\n"), Some("a web page"));
    assert_eq!(looks_like(b"\x1f\x8b\x08\0\0"), Some("gzip"));
    assert_eq!(looks_like(b"\n\n"), None);
    assert_eq!(looks_like(&text.replace(' ', "\t").into_bytes()), None, "fields are separated by spaces");
}

#[test]
fn a_byte_order_mark_is_passed() {
    let text = b"\xef\xbb\xbfMODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\nFUNC 1000 10 0 fly\n";
    let file = SymbolFile::new(&text[..]).unwrap();
    assert_eq!(file.module().unwrap().name, "kite");
    assert_eq!(file.index().faults().first()[0].to_string(), "line 1: the file begins with a byte order mark");
    assert_eq!(file.index().faults(), check(text).unwrap());
}

#[test]
fn the_first_records_say_what_the_file_is_about() {
    let text = b"MODULE windows x86 5A9832E5287241C1838ED98914E9B7FF1 kite test.pdb\r\n\
        INFO CODE_ID 4A5BDF3CD4000 kite test.exe\nINFO GENERATOR by hand\nINFO URL https://example.org/kite.sym\n";
    let file = SymbolFile::new(&text[..]).unwrap();
    let module = file.module().unwrap();
    assert_eq!((&*module.os, &*module.cpu, &*module.name), ("windows", "x86", "kite test.pdb"));
    assert_eq!(module.id, "5A9832E5287241C1838ED98914E9B7FF1");
    assert_eq!(file.code_id(), Some(("4A5BDF3CD4000".to_owned(), Some("kite test.exe".to_owned()))));
    assert_eq!(file.infos().count(), 3);
    assert_eq!(file.infos().last().unwrap(), "URL https://example.org/kite.sym");
}
