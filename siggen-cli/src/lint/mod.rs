//! The lists that `siggen lint` checks, and its output formats, one file per format.

mod fingerprint;
mod github;
mod gitlab;
mod json;
mod lists;
mod report;
mod sarif;
mod text;

use std::io::{self, Write};

use crate::args::{LintArgs, LintFormat};
use crate::terminal::has_colours;

pub(crate) use lists::LintedLists;
pub(crate) use report::{Found, Report};

/// Writes a report in the format that the arguments ask for.
pub(crate) fn write(report: &Report, args: &LintArgs, out: &mut dyn Write) -> io::Result<()> {
    match args.format {
        LintFormat::Text => text::write(report, args.allowed, has_colours(args.color), out),
        LintFormat::Json => json::write(report, out),
        LintFormat::Github => github::write(report, out),
        LintFormat::Gitlab => gitlab::write(report, out),
        LintFormat::Sarif => sarif::write(report, out),
    }
}
