//! What is at an address, by Breakpad's rules.
//!
//! - Of functions that overlap, the one that begins first is kept; of those that begin together the shorter one, and of
//!   those with the same range the first in the file. What was dropped has no code, not even beyond the other's end.
//! - A `PUBLIC` counts only where no function does. It reaches to the next one or to the next function.
//! - A line record describes the innermost function that is inlined at an address. The functions around it have the
//!   places of the calls.
//! - A call whose name isn't in the file is left out.

mod block;
mod calls;
mod limits;
mod lines;
mod names;
mod scratch;
mod window;

use std::borrow::Cow;

use crate::file::SymbolFile;
use crate::record::Record;
use crate::text::{part, text_of};
use block::Block;
use calls::Call;
use names::NONE;
use window::Window;

pub use limits::{MAX_DEPTH, MAX_RECORDS};
pub use scratch::Scratch;

/// How many `PUBLIC` records of one address are compared.
const PUBLICS: usize = 64;

/// What is at an address.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Symbol<'s> {
    /// The function's name. Empty if its record has none. What is invalid UTF-8 is replaced.
    pub function: Cow<'s, str>,
    /// Where the function begins, relative to the module.
    pub address: u64,
    /// The function's size in bytes. `None` for a `PUBLIC` record, whose end isn't known.
    pub size: Option<u64>,
    /// How far the address is behind the function's beginning.
    pub offset: u64,
    /// The size of the function's parameters on the stack, in bytes.
    pub parameters: u64,
    /// Whether other functions have the same code, so that the name may be another's.
    pub is_folded: bool,
    /// Where in the source the address is, as far as the function itself is concerned: the place of the outermost call
    /// if something is inlined there.
    pub location: Option<Location<'s>>,
    inlines: Inlines<'s>,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location<'s> {
    /// The path, as the symbol file has it: `hg:…`, `/build/…`, `c:\…`.
    pub file: Cow<'s, str>,
    /// The line, from 1.
    pub line: Option<u32>,
}

/// A function that is inlined at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InlineFunction<'s> {
    /// Its name.
    pub function: Cow<'s, str>,
    /// Where in it the address is.
    pub location: Option<Location<'s>>,
}

#[derive(Clone, Copy, Debug)]
struct Inlines<'s> {
    file: &'s SymbolFile<'s>,
    /// From the outermost on.
    calls: &'s [Call],
    /// Line and file of the innermost one.
    innermost: (u32, u32),
}

impl<'s> Symbol<'s> {
    /// The functions that are inlined at the address, from the outermost, which the function itself calls, to the
    /// innermost. At most [`MAX_DEPTH`]. Names are read as they are asked for.
    pub fn inlines(&self) -> impl DoubleEndedIterator<Item = InlineFunction<'s>> + use<'s> {
        let Inlines { file, calls, innermost } = self.inlines;
        (0..calls.len().min(MAX_DEPTH)).filter_map(move |depth| {
            let function = file.origin(calls[depth].origin)?;
            let (line, row) = calls.get(depth + 1).map_or(innermost, |call| (call.line, call.file));
            Some(InlineFunction { function, location: file.location(line, row) })
        })
    }
}

impl SymbolFile<'_> {
    /// What is at an address, which is relative to the module.
    ///
    /// The first lookup in a function reads its records, at most [`MAX_RECORDS`] of each kind;
    /// `scratch` remembers them.
    pub fn lookup<'s>(&'s self, address: u64, scratch: &'s mut Scratch) -> Option<Symbol<'s>> {
        let funcs = self.index().funcs();
        let before = funcs.up_to(address).checked_sub(1).map(|row| (row, funcs.row(row)));
        match before {
            Some((row, [start, size, offset])) if address.checked_sub(start).is_some_and(|offset| offset < size) => {
                let window = Window::new(row, start, size, address);
                let read = |buffers: &mut _| Block::read(self.text(), offset, self.index(), window, buffers);
                let (block, calls) = scratch.block(self.identity(), window, read);
                Some(self.function(address, (start, size), window, block, calls))
            }
            _ => self.public(address, before.map(|(_, [start, ..])| start)),
        }
    }

    fn function<'s>(
        &'s self,
        address: u64,
        (start, size): (u64, u64),
        window: Window,
        block: &'s Block,
        calls: &'s mut Vec<Call>,
    ) -> Symbol<'s> {
        let at = u32::try_from(address - window.start).unwrap_or(u32::MAX);
        let head = block.head();
        let segment = block.at(head, at);
        calls.clear();
        calls.extend(block.calls_of(head, segment));
        calls.reverse();
        let innermost = (segment.line, segment.file);
        let (line, file) = calls.first().map_or(innermost, |call| (call.line, call.file));
        let (at, length) = head.name;
        Symbol {
            function: text_of(part(self.text(), at, length.into()).unwrap_or_default()),
            address: start,
            size: Some(size),
            offset: address - start,
            parameters: head.parameters.into(),
            is_folded: head.is_folded,
            location: self.location(line, file),
            inlines: Inlines { file: self, calls, innermost },
        }
    }

    /// The last `PUBLIC` up to an address, unless a function begins in between or with it.
    fn public(&self, address: u64, func: Option<u64>) -> Option<Symbol<'_>> {
        let publics = self.index().public_rows();
        let last = publics.up_to(address).checked_sub(1)?;
        let start = publics.number(last, 0);
        if func.is_some_and(|func| start <= func) {
            return None;
        }
        // Of those at one address, the name that is last in the alphabet.
        let same = (0..PUBLICS).map_while(|back| last.checked_sub(back).filter(|row| publics.number(*row, 0) == start));
        let records = same.filter_map(|row| match self.record(publics.number(row, 1))? {
            Record::Public(public) => Some(public),
            _ => None,
        });
        let public = records.max_by_key(|public| (public.name, public.parameters))?;
        Some(Symbol {
            function: text_of(public.name),
            address: start,
            size: None,
            offset: address.checked_sub(start)?,
            parameters: public.parameters,
            is_folded: public.is_folded,
            location: None,
            inlines: Inlines { file: self, calls: &[], innermost: (0, NONE) },
        })
    }

    fn location(&self, line: u32, file: u32) -> Option<Location<'_>> {
        let offset = names::offset(self.index().files(), file)?;
        let file = text_of(names::read(self.text(), offset, b"FILE ")?);
        Some(Location { file, line: (line > 0).then_some(line) })
    }

    fn origin(&self, origin: u32) -> Option<Cow<'_, str>> {
        let offset = names::offset(self.index().origins(), origin)?;
        names::read(self.text(), offset, b"INLINE_ORIGIN ").map(text_of)
    }
}
