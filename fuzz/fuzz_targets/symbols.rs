//! The reader of symbol files, its stored index, and requests of the Symbolication API.
#![no_main]

use libfuzzer_sys::fuzz_target;
use siggen_fuzz::{corpus, seeds};
use siggen_symbols::api::{Limits, Request, Symbols, Version};
use siggen_symbols::{Fault, IndexBuilder, Scratch, SymbolFile, SymbolIndex, Verify, check};

const WORDS: &[&str] = &[
    "MODULE ",
    "INFO ",
    "CODE_ID ",
    "FILE ",
    "INLINE_ORIGIN ",
    "FUNC ",
    "m ",
    "INLINE ",
    "PUBLIC ",
    "STACK CFI INIT ",
    "STACK CFI ",
    "STACK WIN 4 ",
    "STACK WIN 0 ",
    "\n",
    "\r\n",
    "ffffffffffffffff",
    "siggsyms",
    "jobs",
    "memoryMap",
    "stacks",
    "-1",
];

fn begin() {
    seeds::or_begin(|| corpus::files("symbols"), WORDS);
}

struct One<'f>(&'f SymbolFile<'f>);

impl Symbols for One<'_> {
    fn visit(&mut self, debug_file: &str, _: &str, visit: &mut dyn FnMut(&SymbolFile<'_>)) -> bool {
        visit(self.0);
        debug_file.len().is_multiple_of(2)
    }
}

/// A symbol file, and what is behind a line of hyphens.
fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    const BETWEEN: &[u8] = b"\n---\n";
    let at = data.windows(BETWEEN.len()).position(|window| window == BETWEEN);
    at.map_or((data, &[][..]), |at| (&data[..=at], &data[at + BETWEEN.len()..]))
}

/// The texts of all that is known of an address.
fn shown(file: &SymbolFile<'_>, address: u64, scratch: &mut Scratch) -> String {
    let mut shown = file.lookup(address, scratch).map_or(String::new(), |symbol| {
        let inlines: Vec<_> = symbol.inlines().collect();
        let mut back: Vec<_> = symbol.inlines().rev().collect();
        back.reverse();
        assert_eq!(inlines, back);
        assert!(symbol.size.is_none_or(|size| symbol.offset < size));
        format!("{symbol:?} {inlines:?}")
    });
    // Where it is in memory says nothing.
    shown.truncate(shown.find("inlines: ").unwrap_or(shown.len()));
    shown + &format!("{:?} {:?}", file.cfi(address), file.win(address))
}

fuzz_target!(init: begin(), |data: &[u8]| {
    let (text, other) = halves(data);
    let Ok(index) = SymbolIndex::build(text) else {
        assert!(check(text).is_err());
        return;
    };
    let mut pieces = IndexBuilder::new();
    text.chunks(usize::from(data[0]) + 1).for_each(|piece| pieces.push(piece));
    assert_eq!(pieces.finish().map(SymbolIndex::into_bytes).as_deref(), Ok(index.as_bytes()));
    let faults = check(text).expect("it has records");
    let quick = index.faults();
    assert!(quick.lost() <= faults.lost());
    if faults.first().len() < siggen_symbols::Faults::KEPT {
        assert!(quick.first().iter().all(|fault: &Fault| faults.first().contains(fault)));
    }

    let stored = index.into_bytes();
    let file = |index: &[u8], verify| {
        let index = SymbolIndex::from_bytes(index.to_vec())?;
        SymbolFile::with_index(text, index, verify)
    };
    let whole = file(&stored, Verify::Everything).expect("it belongs to its text");
    // Addresses that mean something are in the text.
    let words = text.split(|byte| !byte.is_ascii_hexdigit()).filter_map(|word| std::str::from_utf8(word).ok());
    let addresses: Vec<u64> = words.filter_map(|word| u64::from_str_radix(word, 16).ok()).take(200).collect();
    let (mut kept, mut none) = (Scratch::new(), Scratch::with_limit(0));
    for &address in addresses.iter().chain(&addresses) {
        for address in [address.wrapping_sub(1), address, address.wrapping_add(1)] {
            assert_eq!(shown(&whole, address, &mut kept), shown(&whole, address, &mut none), "{address:x}");
        }
    }

    // An index that was made to deceive: names may be wrong, and that is all.
    let mut hostile = stored;
    for (at, byte) in other.chunks_exact(3).map(|change| (usize::from(change[0]) << 8 | usize::from(change[1]), change[2])) {
        let at = at % hostile.len();
        hostile[at] = byte;
    }
    if let Ok(deceived) = file(&hostile, Verify::Module) {
        for &address in &addresses {
            shown(&deceived, address, &mut none);
        }
        deceived.infos().for_each(drop);
        drop((deceived.module(), deceived.code_id(), deceived.index().faults()));
    }
    for version in [Version::V4, Version::V5] {
        if let Ok(request) = Request::parse(other, version, Limits::default()) {
            let response = request.respond(&mut One(&whole));
            assert_eq!(response.results.len(), request.jobs.len());
        }
    }
});
