//! The page: its logic by itself, then the built page in a browser.

use std::process::Command;

use super::{Harness, Tally, count};
use crate::failure::Failure;
use crate::npm::npm;
use crate::web;
use crate::workspace::target_folder;

/// Builds the page and runs its tests. Pictures of it are kept in `target/screenshots`.
pub(super) fn test(total: &mut Tally) -> Result<(), Failure> {
    web::build()?;
    let run = |script| npm(&web::folder(), &["run", "--silent", script]);
    count(uncoloured(&mut run("test")), Harness::Vitest, total)?;
    let mut browser = run("test:browser");
    browser.env(web::CHROMIUM, web::chromium()?).env("SIGGEN_PICTURES", target_folder()?.join("screenshots"));
    count(uncoloured(&mut browser), Harness::Vitest, total)
}

/// The counts are looked for at the beginning of a line.
fn uncoloured(command: &mut Command) -> &mut Command {
    command.env_remove("FORCE_COLOR").env("NO_COLOR", "1")
}
