//! Records of a symbol file: one line in, its fields out, borrowed from the line.
//!
//! Numbers have 64 bits. Fields are separated by any number of spaces, and any number of carriage returns may stand
//! before the line feed. Names are bytes: they should be UTF-8, but a name that isn't costs nothing but itself.

mod fields;
mod stack;

pub use stack::{Cfi, CfiInit, Win, WinKind};

use crate::faults::Reason;
use fields::Fields;

/// A record, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Record<'t> {
    /// A line without content.
    Blank,
    /// `MODULE os cpu id name`
    Module(Module<'t>),
    /// `INFO text`: the text.
    Info(&'t [u8]),
    /// `FILE id name`
    File(Numbered<'t>),
    /// `INLINE_ORIGIN id name`
    InlineOrigin(Numbered<'t>),
    /// `FUNC [m] address size parameters name`
    Func(Func<'t>),
    /// `INLINE depth line file origin (address size)+`
    Inline(Inline<'t>),
    /// `address size line file`
    Line(Line),
    /// `PUBLIC [m] address parameters name`
    Public(Public<'t>),
    /// `STACK CFI INIT address size rules`
    CfiInit(CfiInit<'t>),
    /// `STACK CFI address rules`
    Cfi(Cfi<'t>),
    /// `STACK WIN type address size …`
    Win(Win<'t>),
}

impl<'t> Record<'t> {
    /// The name that records of this kind have, which is empty if it is missing.
    pub(crate) fn name(&self) -> Option<&'t [u8]> {
        match self {
            Self::Module(module) => Some(module.name),
            Self::File(numbered) | Self::InlineOrigin(numbered) => Some(numbered.name),
            Self::Func(func) => Some(func.name),
            Self::Public(public) => Some(public.name),
            _ => None,
        }
    }
}

/// The first record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module<'t> {
    /// Such as `Linux`, `mac`, `windows`.
    pub os: &'t [u8],
    /// Such as `x86_64`.
    pub cpu: &'t [u8],
    /// The debug id as it is written.
    pub id: &'t [u8],
    /// The debug file. Empty if the record has none.
    pub name: &'t [u8],
}

/// A name and the number by which other records mean it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered<'t> {
    /// The number.
    pub id: u64,
    /// The path of a file or the name of a function. Empty if the record has none.
    pub name: &'t [u8],
}

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Func<'t> {
    /// Whether identical code was folded, so that other names are as good.
    pub is_folded: bool,
    /// Relative to the module.
    pub address: u64,
    /// In bytes.
    pub size: u64,
    /// The size of the parameters on the stack, in bytes.
    pub parameters: u64,
    /// Empty if the record has none.
    pub name: &'t [u8],
}

/// Calls that were inlined, of one function at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline<'t> {
    /// 0 is inlined into the function itself.
    pub depth: u64,
    /// The line of the call; 0 if it isn't known.
    pub line: u32,
    /// The number of the file that has the call.
    pub file: u64,
    /// The number of the name.
    pub origin: u64,
    ranges: &'t [u8],
}

impl<'t> Inline<'t> {
    /// The addresses and sizes of the code.
    pub fn ranges(&self) -> impl Iterator<Item = (u64, u64)> + use<'t> {
        let mut fields = Fields::new(self.ranges);
        std::iter::from_fn(move || Some((fields.hex().ok()?, fields.hex().ok()?)))
    }
}

/// Where a piece of the last function's code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Relative to the module.
    pub address: u64,
    /// In bytes.
    pub size: u64,
    /// The line; 0 if it isn't known.
    pub line: u32,
    /// The number of the file.
    pub file: u64,
}

/// A symbol without size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Public<'t> {
    /// Whether identical code was folded.
    pub is_folded: bool,
    /// Relative to the module.
    pub address: u64,
    /// The size of the parameters on the stack, in bytes.
    pub parameters: u64,
    /// Empty if the record has none.
    pub name: &'t [u8],
}

/// Reads a line, with or without its end.
///
/// # Errors
///
/// The reason why the line is no record.
#[inline]
pub fn parse(line: &[u8]) -> Result<Record<'_>, Reason> {
    let line = trimmed(line);
    let keyword = line.iter().position(|&byte| byte == b' ').unwrap_or(line.len());
    let mut fields = Fields::new(&line[keyword..]);
    match &line[..keyword] {
        b"" => Ok(Record::Blank),
        b"INLINE" => inline(&mut fields).map(Record::Inline),
        b"FUNC" => func(&mut fields).map(Record::Func),
        b"INLINE_ORIGIN" => numbered(&mut fields).map(Record::InlineOrigin),
        b"FILE" => numbered(&mut fields).map(Record::File),
        b"PUBLIC" => public(&mut fields).map(Record::Public),
        b"STACK" => stack::parse(&mut fields),
        b"MODULE" => module(&mut fields).map(Record::Module),
        b"INFO" => Ok(Record::Info(fields.rest())),
        word if word.iter().all(u8::is_ascii_hexdigit) => parse_line(line).map(Record::Line),
        _ => Err(Reason::UnknownRecord),
    }
}

/// Reads the record of a line of code.
///
/// # Errors
///
/// The reason why the line is no such record.
#[inline]
pub(crate) fn parse_line(line: &[u8]) -> Result<Line, Reason> {
    let mut fields = Fields::new(line);
    let (address, size) = (fields.hex()?, fields.hex()?);
    let (line, file) = (fields.line_number()?, fields.decimal()?);
    fields.end()?;
    Ok(Line { address, size, line, file })
}

/// Reads what stands behind `INLINE`, and gives each range as it is read. What was given doesn't count if there is an
/// error.
///
/// # Errors
///
/// The reason why it is no such record.
#[inline]
pub(crate) fn parse_inline<'t>(fields: &'t [u8], range: impl FnMut(&Inline<'t>, u64, u64)) -> Result<(), Reason> {
    inline_with(&mut Fields::new(fields), range).map(drop)
}

/// A line without its end, and without spaces before it.
#[inline]
pub(crate) fn trimmed(mut line: &[u8]) -> &[u8] {
    line = line.strip_suffix(b"\n").unwrap_or(line);
    while let Some(rest) = line.strip_suffix(b"\r") {
        line = rest;
    }
    while let Some(rest) = line.strip_prefix(b" ") {
        line = rest;
    }
    line
}

/// Whether a line number is one that a reader can use. Records are kept if it isn't.
pub(crate) fn has_line_number(record: &Record<'_>, line: &[u8]) -> bool {
    let mut fields = Fields::new(trimmed(line));
    if !matches!(record, Record::Line(_) | Record::Inline(_)) {
        return true;
    }
    // It is the third word of either.
    fields.skip(2);
    fields.decimal().is_ok_and(|number| u32::try_from(number).is_ok())
}

fn module<'t>(fields: &mut Fields<'t>) -> Result<Module<'t>, Reason> {
    let (os, cpu, id) = (fields.word()?, fields.word()?, fields.word()?);
    Ok(Module { os, cpu, id, name: fields.rest() })
}

fn numbered<'t>(fields: &mut Fields<'t>) -> Result<Numbered<'t>, Reason> {
    Ok(Numbered { id: fields.decimal()?, name: fields.rest() })
}

fn func<'t>(fields: &mut Fields<'t>) -> Result<Func<'t>, Reason> {
    let is_folded = fields.is_folded();
    let (address, size, parameters) = (fields.hex()?, fields.hex()?, fields.hex()?);
    Ok(Func { is_folded, address, size, parameters, name: fields.rest() })
}

fn public<'t>(fields: &mut Fields<'t>) -> Result<Public<'t>, Reason> {
    let is_folded = fields.is_folded();
    let (address, parameters) = (fields.hex()?, fields.hex()?);
    Ok(Public { is_folded, address, parameters, name: fields.rest() })
}

fn inline<'t>(fields: &mut Fields<'t>) -> Result<Inline<'t>, Reason> {
    inline_with(fields, |_, _, _| {})
}

/// Reads a record, and gives each of its ranges as it is read. What was given doesn't count if there is an error.
#[inline]
fn inline_with<'t>(
    fields: &mut Fields<'t>,
    mut range: impl FnMut(&Inline<'t>, u64, u64),
) -> Result<Inline<'t>, Reason> {
    let (depth, line) = (fields.decimal()?, fields.line_number()?);
    let (file, origin) = (fields.decimal()?, fields.decimal()?);
    let inline = Inline { depth, line, file, origin, ranges: fields.remaining() };
    // A record with a part that can't be read is left out as a whole: its ranges belong together.
    loop {
        range(&inline, fields.hex()?, fields.hex()?);
        if fields.remaining().is_empty() {
            return Ok(inline);
        }
    }
}

#[cfg(test)]
mod tests;
