//! Records that an unwinder asks for: how to find the caller's frame. Their rules are not evaluated here.

use crate::faults::Reason;

use super::Record;
use super::fields::Fields;

/// Rules that hold where a range of code begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CfiInit<'t> {
    /// Relative to the module.
    pub address: u64,
    /// In bytes.
    pub size: u64,
    /// `register: expression …`
    pub rules: &'t [u8],
}

/// Rules that change at an address inside the range of the last [`CfiInit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cfi<'t> {
    /// Relative to the module.
    pub address: u64,
    /// `register: expression …`
    pub rules: &'t [u8],
}

/// What a [`Win`] has at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WinKind<'t> {
    /// Type 4: a program that finds the caller's registers.
    FrameData(&'t [u8]),
    /// Type 0: whether the function uses the base pointer for something else.
    Fpo {
        /// Whether it does.
        allocates_base_pointer: bool,
    },
    /// Another type, or one that contradicts the record's other fields. An unwinder has no use for it.
    Other,
}

/// Frame data of 32-bit Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Win<'t> {
    /// Relative to the module.
    pub address: u64,
    /// The size of the code. All sizes are in bytes.
    pub size: u64,
    /// The code that sets up the frame.
    pub prologue: u64,
    /// The code that tears it down.
    pub epilogue: u64,
    /// Parameters on the stack.
    pub parameters: u64,
    /// Registers that are saved.
    pub saved_registers: u64,
    /// Local variables.
    pub locals: u64,
    /// The most that is on the stack.
    pub max_stack: u64,
    /// The type, and what it decides.
    pub kind: WinKind<'t>,
}

/// Reads what stands behind `STACK`.
pub(super) fn parse<'t>(fields: &mut Fields<'t>) -> Result<Record<'t>, Reason> {
    match fields.word()? {
        b"CFI" => {
            let mut init = *fields;
            if init.word() == Ok(b"INIT") {
                let (address, size) = (init.hex()?, init.hex()?);
                return Ok(Record::CfiInit(CfiInit { address, size, rules: init.rest() }));
            }
            Ok(Record::Cfi(Cfi { address: fields.hex()?, rules: fields.rest() }))
        }
        b"WIN" => win(fields).map(Record::Win),
        _ => Err(Reason::UnknownRecord),
    }
}

fn win<'t>(fields: &mut Fields<'t>) -> Result<Win<'t>, Reason> {
    let kind = fields.hex()?;
    let (address, size) = (fields.hex()?, fields.hex()?);
    let (prologue, epilogue, parameters) = (fields.hex()?, fields.hex()?, fields.hex()?);
    let (saved_registers, locals, max_stack) = (fields.hex()?, fields.hex()?, fields.hex()?);
    let has_program = fields.decimal()? == 1;
    let last = fields.rest();
    let kind = match kind {
        4 if has_program => WinKind::FrameData(last),
        0 if !has_program => WinKind::Fpo { allocates_base_pointer: last == b"1" },
        _ => WinKind::Other,
    };
    Ok(Win { address, size, prologue, epilogue, parameters, saved_registers, locals, max_stack, kind })
}
