//! What is to be written, and what is said where that can't be.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use siggen_batch::input::reason;

use super::land::Convert;
use super::packed::Packing;
use super::state::{Begin, Invocation};
use crate::failure::Failure;

/// What is to be written.
pub(crate) struct Plan<'p> {
    pub(crate) path: &'p Path,
    pub(crate) begin: Begin,
    /// What the output depends on, or why nobody can go on with it.
    pub(crate) command: Result<Invocation, &'static str>,
    /// What it is made of.
    pub(crate) inputs: &'p [PathBuf],
    /// The file of records that fail.
    pub(crate) failed: Option<&'p Path>,
    pub(crate) packing: Packing,
    pub(crate) convert: Option<Convert>,
    /// Whether it is JSON for a terminal.
    pub(crate) shows_json: bool,
}

/// Nothing has been written yet.
pub(super) fn cannot_begin(path: &Path, error: &io::Error) -> Failure {
    Failure::Usage(format!("cannot write {}: {}", path.display(), reason(error)))
}

/// A file could be written so far. `is_kept`: what there is of it can be gone on with.
pub(super) fn cannot_write(path: &Path, error: &io::Error, is_kept: bool) -> Failure {
    let is_full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    let hint = match (is_full, is_kept) {
        (true, true) => "; free some space and rerun with --resume",
        (true, false) => "; free some space and start over with --restart",
        (false, true) => "; once that is fixed, rerun with --resume",
        (false, false) => "",
    };
    Failure::Broken(format!("cannot write {}: {}{hint}", path.display(), reason(error)))
}
