//! Symbol files at random, beside a reader that does what Breakpad's rules say, record by record, for each address.
#![allow(missing_docs, clippy::unwrap_used)]

use siggen_symbols::record::{Record, parse};
use siggen_symbols::{IndexBuilder, Scratch, SymbolFile, SymbolIndex, Verify};

struct Random(u64);

impl Random {
    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[usize::try_from(self.below(texts.len() as u64)).unwrap()]
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % limit
    }
}

/// A function's name and address, and places: its own and those of what is inlined, with names, from the outermost on.
type Found = (String, u64, Vec<(String, Option<(String, u32)>)>);

#[derive(Clone, Default)]
struct Function {
    range: (u64, u64),
    name: String,
    lines: Vec<(u64, u64, u32, u64)>,
    /// Depth, address, size, file, line, origin: in the order in which Breakpad sorts.
    calls: Vec<(u64, u64, u64, u64, u32, u64)>,
}

/// Ranges in order, of which those go that begin inside of one that was kept.
fn kept<T: Clone>(mut items: Vec<T>, range: impl Fn(&T) -> (u64, u64)) -> Vec<T> {
    items.retain(|item| range(item).1 > 0 && range(item).0.checked_add(range(item).1).is_some());
    items.sort_by_key(|item| range(item));
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if kept.last().is_none_or(|last| range(&item).0 >= range(last).0 + range(last).1) {
            kept.push(item);
        }
    }
    kept
}

struct Model {
    functions: Vec<Function>,
    publics: Vec<(u64, String)>,
    files: Vec<(u64, String)>,
    origins: Vec<(u64, String)>,
}

impl Model {
    fn read(text: &str) -> Self {
        let mut model = Self { functions: Vec::new(), publics: Vec::new(), files: Vec::new(), origins: Vec::new() };
        let mut is_open = false;
        let name = |name: &[u8]| String::from_utf8(name.to_vec()).unwrap();
        for line in text.lines() {
            match parse(line.as_bytes()) {
                Ok(Record::File(file)) => model.files.push((file.id, name(file.name))),
                Ok(Record::InlineOrigin(origin)) => model.origins.push((origin.id, name(origin.name))),
                Ok(Record::Public(public)) => {
                    model.publics.push((public.address, name(public.name)));
                    is_open = false;
                }
                Ok(Record::Func(func)) => {
                    let range = (func.address, func.size);
                    model.functions.push(Function { range, name: name(func.name), ..Function::default() });
                    is_open = true;
                }
                Ok(Record::Line(line)) if is_open => {
                    let function = model.functions.last_mut().unwrap();
                    function.lines.push((line.address, line.size, line.line, line.file));
                }
                Ok(Record::Inline(inline)) if is_open => {
                    let function = model.functions.last_mut().unwrap();
                    function.calls.extend(
                        inline.ranges().map(|(address, size)| {
                            (inline.depth, address, size, inline.file, inline.line, inline.origin)
                        }),
                    );
                }
                // What is behind these belongs to no function.
                Ok(Record::CfiInit(_) | Record::Cfi(_)) => is_open = false,
                Err(_) if line.starts_with("FUNC ") => is_open = false,
                _ => {}
            }
        }
        model.functions = kept(model.functions, |function| function.range);
        for function in &mut model.functions {
            function.calls.sort_unstable();
            function.lines = kept(std::mem::take(&mut function.lines), |line| (line.0, line.1));
        }
        model.publics.sort();
        model
    }

    fn place(&self, file: u64, line: u32) -> Option<(String, u32)> {
        let (_, name) = self.files.iter().rev().find(|(id, _)| *id == file)?;
        Some((name.clone(), line))
    }

    fn lookup(&self, at: u64) -> Option<Found> {
        let covers = |(address, size): (u64, u64)| (address..address.saturating_add(size)).contains(&at);
        let Some(function) = self.functions.iter().find(|function| covers(function.range)) else {
            let (address, name) = self.publics.iter().rfind(|(address, _)| *address <= at)?;
            let before = self.functions.iter().rev().find(|function| function.range.0 <= at);
            let is_cut = before.is_some_and(|function| *address <= function.range.0);
            return (!is_cut).then(|| (name.clone(), *address, vec![(name.clone(), None)]));
        };
        let mut calls = Vec::new();
        for depth in 0.. {
            let last = function.calls.iter().rfind(|call| call.0 == depth && call.1 <= at);
            let Some(call) = last.filter(|call| covers((call.1, call.2))) else { break };
            calls.push(*call);
        }
        let innermost = function.lines.iter().find(|line| covers((line.0, line.1)));
        let mut names = vec![Some(function.name.clone())];
        names.extend(
            calls
                .iter()
                .map(|call| self.origins.iter().rev().find(|(id, _)| *id == call.5).map(|(_, name)| name.clone())),
        );
        let mut places: Vec<_> = calls.iter().map(|call| self.place(call.3, call.4)).collect();
        places.push(innermost.and_then(|line| self.place(line.3, line.2)));
        let found = names.into_iter().zip(places).filter_map(|(name, place)| Some((name?, place)));
        Some((function.name.clone(), function.range.0, found.collect()))
    }
}

/// What the crate finds, as the model gives it. An unknown line is 0.
fn lookup(file: &SymbolFile<'_>, at: u64, scratch: &mut Scratch) -> Option<Found> {
    let symbol = file.lookup(at, scratch)?;
    let place = |location: Option<siggen_symbols::Location<'_>>| {
        location.map(|location| (location.file.into_owned(), location.line.unwrap_or(0)))
    };
    let name = symbol.function.to_string();
    let mut found = vec![(name.clone(), place(symbol.location.clone()))];
    found.extend(symbol.inlines().map(|inline| (inline.function.to_string(), place(inline.location))));
    Some((name, symbol.address, found))
}

/// A line of any kind around few addresses, so that ranges meet each other.
fn line(random: &mut Random) -> String {
    let at = 0x100 + random.below(64);
    let size = random.below(24);
    match random.below(24) {
        0 => format!("FILE {} file{}", random.below(3), random.below(100)),
        1 => format!("INLINE_ORIGIN {} inline{}", random.below(3), random.below(100)),
        2..=4 => format!("FUNC {at:x} {size:x} 0 f{}", random.below(100)),
        5 => format!("PUBLIC {at:x} 0 p{}", random.below(100)),
        6 => "STACK CFI INIT 100 10 .cfa: $rsp".to_owned(),
        7 => random.one_of(&["bad", "abad(int)", "", "FUNC x", "STACK CFI 100 .cfa: $rsp", "f 1 2"]).to_owned(),
        8..=14 => format!("{at:x} {:x} {} {}", size / 2, random.below(40), random.below(3)),
        kind => {
            let mut line =
                format!("INLINE {} {} {} {}", (kind - 15) / 3, random.below(40), random.below(4), random.below(4));
            for _ in 0..=random.below(2) {
                line += &format!(" {:x} {:x}", 0x100 + random.below(64), random.below(24));
            }
            line
        }
    }
}

#[test]
fn every_address_is_as_the_rules_say() {
    let mut random = Random(3);
    let mut found = 0;
    for round in 0..3_000 {
        let end = if round % 3 == 0 { "\r\n" } else { "\n" };
        let lines: Vec<String> = (0..random.below(50)).map(|_| line(&mut random)).collect();
        let text = format!("MODULE Linux x86_64 000102030405060708090A0B0C0D0E0F0 kite{end}{}{end}", lines.join(end));
        let mut builder = IndexBuilder::new();
        let piece = 1 + usize::try_from(random.below(200)).unwrap();
        text.as_bytes().chunks(piece).for_each(|piece| builder.push(piece));
        let index = SymbolIndex::from_bytes(builder.finish().unwrap().into_bytes()).unwrap();
        let file = SymbolFile::with_index(text.as_bytes(), index, Verify::Everything).unwrap();
        let model = Model::read(&text);
        let (mut kept, mut none) = (Scratch::new(), Scratch::with_limit(0));
        for at in (0xf0..0x170).chain([0, u64::MAX]) {
            let expected = model.lookup(at);
            found += usize::from(expected.as_ref().is_some_and(|(_, _, found)| found.len() > 1));
            assert_eq!(lookup(&file, at, &mut kept), expected, "{at:x} in\n{text}");
            assert_eq!(lookup(&file, at, &mut none), expected, "{at:x} in\n{text}");
        }
    }
    assert!(found > 1_000, "{found} addresses with something inlined");
}
