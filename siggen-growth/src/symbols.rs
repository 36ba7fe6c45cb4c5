//! Symbol files that are odd, and what is asked of them.

use std::hint::black_box;

use siggen_symbols::api::{Limits, Request, Symbols, Version};
use siggen_symbols::{Scratch, SymbolFile, SymbolIndex, check};

use crate::{Operation, Work, joined, times};

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation { name: "symbols: many functions", size: 200, prepare: |n| file(&times(n, function)) },
    Operation { name: "symbols: functions out of order", size: 200, prepare: |n| file(&times(n, |i| function(n - i))) },
    Operation { name: "symbols: functions inside each other", size: 200, prepare: |n| file(&times(n, nested)) },
    Operation { name: "symbols: files and names", size: 200, prepare: |n| file(&times(n, names)) },
    Operation { name: "symbols: bad lines", size: 200, prepare: |n| file(&times(n, |i| format!("bad line {i}\n"))) },
    Operation {
        name: "symbols: one long name",
        size: 2_000,
        prepare: |n| file(&format!("FUNC 0 10 0 {}\n", "x".repeat(n))),
    },
    Operation {
        name: "symbols: STACK CFI",
        size: 200,
        prepare: |n| file(&times(n, |i| format!("STACK CFI {i:x} .cfa:\n"))),
    },
    Operation {
        name: "symbols: PUBLIC at one address",
        size: 200,
        prepare: |n| file(&times(n, |i| format!("PUBLIC 1 0 p{i}\n"))),
    },
    Operation { name: "symbols: STACK WIN that overlap", size: 200, prepare: |n| file(&times(n, win)) },
    Operation {
        name: "symbols: lines of one function",
        size: 200,
        prepare: |n| block(&times(n, |i| format!("{:x} 9 7 1\n", i * 4))),
    },
    Operation {
        name: "symbols: lines out of order",
        size: 200,
        prepare: |n| block(&times(n, |i| format!("{:x} 9 7 1\n", (n - i) * 4))),
    },
    Operation {
        name: "symbols: calls of one depth",
        size: 200,
        prepare: |n| block(&times(n, |i| format!("INLINE 0 7 1 1 {:x} 8\n", i * 4))),
    },
    Operation {
        name: "symbols: calls inside each other",
        // Beyond the depth that is looked at.
        size: 1_500,
        prepare: |n| block(&times(n, |i| format!("INLINE {i} 7 1 1 0 1000\n"))),
    },
    Operation {
        name: "symbols: calls that cut each other",
        size: 400,
        prepare: |n| block(&times(n, |i| format!("INLINE {} 7 1 1 {:x} 64\n", i % 20, i / 20 * 100 + i % 20))),
    },
    Operation {
        name: "symbols: one call of many ranges",
        size: 200,
        prepare: |n| block(&format!("INLINE 0 7 1 1 {}\n", joined(n, " ", |i| format!("{:x} 2", i * 4)))),
    },
    Operation { name: "symbols: a request", size: 100, prepare: request },
];

fn function(i: usize) -> String {
    format!("FUNC {:x} 10 0 f{i}\n{:x} 10 7 1\n", i * 16, i * 16)
}

fn nested(i: usize) -> String {
    format!("FUNC {i:x} {:x} 0 f{i}\n", 1 << 20)
}

fn names(i: usize) -> String {
    format!("FILE {i} a{i}.cpp\nINLINE_ORIGIN {i} f{i}\n")
}

fn win(i: usize) -> String {
    format!("STACK WIN 4 {i:x} 1000 0 0 0 0 0 0 1 $eip\n")
}

/// Makes the index of a file with these records, checks it, and asks for an address in each of 64 parts.
fn file(records: &str) -> Work {
    let text = format!("MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\n{records}").into_bytes();
    Box::new(move || {
        let text = black_box(&text[..]);
        drop(black_box(check(text)));
        let Ok(file) = SymbolFile::new(text) else { return };
        ask(&file, text.len());
    })
}

/// The same of a file with one large function, whose index is there.
fn block(records: &str) -> Work {
    let head = "MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite\nFILE 1 a.cpp\nINLINE_ORIGIN 1 f\n";
    let text = format!("{head}FUNC 0 100000 0 fly()\n{records}").into_bytes();
    let index = SymbolIndex::build(&text);
    Box::new(move || {
        let Ok(index) = index.clone() else { return };
        let Ok(file) = SymbolFile::with_index(black_box(&text[..]), index, siggen_symbols::Verify::Module) else {
            return;
        };
        ask(&file, 1 << 20);
    })
}

fn ask(file: &SymbolFile<'_>, end: usize) {
    let mut scratch = Scratch::new();
    for address in (0..64_u64).map(|part| part * end as u64 / 64) {
        if let Some(symbol) = file.lookup(address, &mut scratch) {
            black_box(symbol.inlines().count());
        }
        drop(black_box((file.cfi(address), file.win(address))));
    }
}

/// No symbols at all.
struct Nothing;

impl Symbols for Nothing {
    fn visit(&mut self, _: &str, _: &str, _: &mut dyn FnMut(&SymbolFile<'_>)) -> bool {
        false
    }
}

fn request(n: usize) -> Work {
    let modules = joined(n, ",", |i| format!("[\"m{i}\",\"{i:X}\"]"));
    let frames = joined(n, ",", |i| format!("[{i},{i}]"));
    let body = format!("{{\"memoryMap\":[{modules}],\"stacks\":[[{frames}],[{frames}]]}}");
    Box::new(move || {
        let request = Request::parse(black_box(body.as_bytes()), Version::V5, Limits::default());
        drop(black_box(request.map(|request| request.respond(&mut Nothing))));
    })
}
