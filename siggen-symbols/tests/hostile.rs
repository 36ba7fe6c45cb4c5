//! Symbol files and indexes that were made to take time or memory, or to deceive.
#![allow(missing_docs, clippy::unwrap_used)]

use siggen_symbols::{IndexBuilder, MAX_DEPTH, MAX_RECORDS, Reason, Scratch, SymbolFile, SymbolIndex, Verify, check};

const HEAD: &str =
    "MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\nFILE 0 kite.cpp\nINLINE_ORIGIN 0 pull()\n";

fn times(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

#[test]
fn sizes_of_any_number_of_bits() {
    let text = format!(
        "{HEAD}FUNC 10 7fffffffffffffff 0 long\n10 8000000000000000 5 0\nFUNC 8000000000000010 ffffffff 0 next\n\
         8000000000000010 fffffffe 6 0\nINLINE 0 7 0 0 80000000ffffff00 fe\nFUNC fffffffffffffff0 f 0 last\n"
    );
    let file = SymbolFile::new(text.as_bytes()).unwrap();
    let mut scratch = Scratch::new();
    let mut at = |address: u64| {
        let symbol = file.lookup(address, &mut scratch)?;
        let inlines = symbol.inlines().count();
        Some((symbol.function.into_owned(), symbol.location.and_then(|location| location.line), inlines))
    };
    assert_eq!(at(0xf), None);
    // The function is decoded 4 GiB at a time.
    for address in [0x10, 0x1_0000_000e, 0x1_0000_000f, 0x1_0000_0010, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_000e] {
        assert_eq!(at(address), Some(("long".to_owned(), Some(5), 0)), "{address:x}");
    }
    assert_eq!(at(0x8000_0000_0000_0010), Some(("next".to_owned(), Some(6), 0)));
    assert_eq!(at(0x8000_0000_ffff_fffd), Some(("next".to_owned(), Some(7), 1)));
    assert_eq!(at(0x8000_0001_0000_000e), Some(("next".to_owned(), None, 0)));
    assert_eq!(at(0xffff_ffff_ffff_fffe), Some(("last".to_owned(), None, 0)));
    assert_eq!(at(u64::MAX), None);
}

#[test]
fn calls_inside_each_other_a_million_times() {
    let calls = times(20_000, |depth| format!("INLINE {depth} {} 0 0 1000 10\n", depth + 1));
    let text = format!("{HEAD}FUNC 1000 10 0 fly()\n{calls}INLINE 1000000 1 0 0 1000 10\n1000 10 7 0\n");
    let file = SymbolFile::new(text.as_bytes()).unwrap();
    let mut scratch = Scratch::new();
    let symbol = file.lookup(0x1000, &mut scratch).unwrap();
    let lines: Vec<_> = symbol.inlines().map(|inline| inline.location.and_then(|location| location.line)).collect();
    assert_eq!(lines.len(), MAX_DEPTH);
    // Each has the place of the call inside it, the last one too.
    let expected: Vec<_> = (2..).take(MAX_DEPTH).map(Some).collect();
    assert_eq!(lines, expected);
    let faults = check(text.as_bytes()).unwrap();
    assert_eq!(faults.lost(), 20_000 - MAX_DEPTH as u64 - 1 + 1);
    assert!(faults.first().iter().all(|fault| fault.reason == Reason::TooManyRecords));
}

#[test]
fn ranges_that_cut_each_other_have_bounded_pieces() {
    // Each depth has ranges that begin where those of the depth above end: depth times ranges, if all were kept.
    let calls = times(1_000, |depth| {
        let ranges = times(1_000, |range| format!(" {:x} 64", 0x1000 + range * 100 + depth % 100));
        format!("INLINE {depth} 1 0 0{ranges}\n")
    });
    let text = format!("{HEAD}FUNC 1000 100000 0 fly()\n{calls}");
    let file = SymbolFile::new(text.as_bytes()).unwrap();
    let mut scratch = Scratch::new();
    for address in (0x1000..0x1a000).step_by(997) {
        assert!(file.lookup(address, &mut scratch).unwrap().inlines().count() <= MAX_DEPTH);
    }
}

#[test]
fn records_of_one_function_have_a_limit() {
    let lines = times(MAX_RECORDS + 10, |line| format!("{:x} 1 7 0\n", 0x1000 + line));
    let text = format!("{HEAD}FUNC 1000 ffffffff 0 fly()\n{lines}FUNC 0 10 0 next\n");
    let file = SymbolFile::new(text.as_bytes()).unwrap();
    let mut scratch = Scratch::new();
    let mut line = |address: usize| {
        let symbol = file.lookup(address as u64, &mut scratch).unwrap();
        symbol.location.and_then(|location| location.line)
    };
    assert_eq!(line(0x1000 + MAX_RECORDS - 1), Some(7));
    assert_eq!(line(0x1000 + MAX_RECORDS), None);
    assert_eq!(check(text.as_bytes()).unwrap().lost(), 10);
}

#[test]
fn a_name_of_many_megabytes() {
    let name = "x".repeat(5_000_000);
    let text = format!("{HEAD}FUNC 1000 10 0 {name}\n1000 10 7 0\n");
    let mut builder = IndexBuilder::new();
    text.as_bytes().chunks(1000).for_each(|piece| builder.push(piece));
    let index = builder.finish().unwrap();
    assert_eq!(index.as_bytes(), SymbolIndex::build(text.as_bytes()).unwrap().as_bytes());
    let file = SymbolFile::with_index(text.as_bytes(), index, Verify::Everything).unwrap();
    assert_eq!(file.lookup(0x1000, &mut Scratch::new()).unwrap().function, name);
}

#[test]
fn a_damaged_index_gives_an_answer_or_none() {
    let text = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/symbols/calls.sym")).unwrap();
    let stored = SymbolIndex::build(&text).unwrap().into_bytes();
    let mut opened = 0;
    for at in 0..stored.len() {
        for byte in [0, 1, 0x7f, 0xff, stored[at] ^ 4] {
            let mut damaged = stored.clone();
            damaged[at] = byte;
            let Ok(index) = SymbolIndex::from_bytes(damaged) else { continue };
            drop((index.faults(), index.functions(), index.publics()));
            let Ok(file) = SymbolFile::with_index(&text[..], index, Verify::Module) else { continue };
            opened += 1;
            let mut scratch = Scratch::new();
            for address in [0, 0x900, 0x1000, 0x1018, 0x1200, 0x3000, u64::MAX] {
                if let Some(symbol) = file.lookup(address, &mut scratch) {
                    symbol.inlines().for_each(drop);
                }
                drop((file.cfi(address), file.win(address)));
            }
            drop((file.module(), file.code_id()));
        }
    }
    assert!(opened > stored.len(), "most damage isn't seen without a look at everything");
}
