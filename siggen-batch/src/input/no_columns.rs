//! Stands in for the reader of tables in a build without the feature `tables`.

use std::io::Read;
use std::sync::Arc;

use super::chunks::Chunks;
use super::halt::Halt;
use super::table::TableFormat;
use super::{Input, Problem};

/// Takes note that no table can be read.
#[expect(clippy::unnecessary_wraps, reason = "it stands in for one that can end the reading")]
pub(super) fn read(
    chunks: &mut Chunks<'_>,
    _: TableFormat,
    _: Option<&Input>,
    source: &Arc<str>,
    _: impl Read,
    _: u64,
) -> Result<(), Halt> {
    let why = "this build of siggen has no support for Parquet and Arrow; build it with the Cargo feature `tables`";
    chunks.problem(Problem {
        source: source.to_string(),
        line: None,
        index: None,
        message: format!("cannot read: {why}"),
    });
    Ok(())
}
