//! `cargo xtask corpus N`: synthetic crashes of known truth, to measure with.
//!
//! There is a world of invented code with a few thousand bugs, made from the seed. Each crash is of a bug, and each
//! looks a little different, as crashes do; the truth says which bug it was and what was done to it. The same number,
//! seed and version of this program give the same bytes everywhere, and the first crashes of many are those of few.

pub(crate) mod crash;
mod options;
mod platform;
mod random;
mod report;
#[cfg(test)]
mod tests;
mod variation;
mod words;
pub(crate) mod world;
mod write;

use crate::{Failure, say};

pub(crate) use options::{Options, Output, Shape};
pub(crate) use write::{Written, write_corpus};

/// Writes the corpus that the command line asks for.
pub(crate) fn run(args: &[&str]) -> Result<(), Failure> {
    let options = Options::parse(args)?;
    let Written { crashes, bytes, place, truth } = write_corpus(&options)?;
    if !matches!(options.output, Output::Stdout) {
        let average = bytes / crashes.max(1);
        say!("{crashes} crashes, {bytes} bytes ({average} each): {place}");
        say!("the truth: {}", truth.display());
    }
    Ok(())
}
