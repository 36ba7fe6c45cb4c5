//! npm as the project's commands call it, and what it installs.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::{output, run, succeeds};

/// The oldest Node.js that all tools run on.
const OLDEST: (u32, u32) = (20, 19);

/// Where a file stands that holds the lock that the packages were installed from.
const STAMP: &str = "node_modules/.installed-from.json";

/// npm, in a folder.
pub(crate) fn npm(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(args).current_dir(folder);
    command
}

/// Installs what a folder's lock file says, where it hasn't been. npm says nothing where all is well.
pub(crate) fn install(folder: &Path) -> Result<(), Failure> {
    let file = folder.join("package-lock.json");
    let lock = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let stamp = folder.join(STAMP);
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    check_node(folder)?;
    run(&mut npm(folder, &["ci", "--no-audit", "--no-fund", "--loglevel", "error"]))?;
    std::fs::write(stamp, lock)?;
    Ok(())
}

/// Says what is missing before a command fails that says it less plainly.
fn check_node(folder: &Path) -> Result<(), Failure> {
    let wanted = "the browser's package and page are built with Node.js 20.19 or later, and its npm";
    let version = output(Command::new("node").arg("--version")).map_err(|_| format!("no `node` is found: {wanted}"))?;
    if !is_new_enough(&version) {
        return Err(format!("`node` is {}: {wanted}", version.trim()).into());
    }
    if !succeeds(&mut npm(folder, &["--version"])) {
        return Err(format!("no `npm` is found: {wanted}").into());
    }
    Ok(())
}

/// Whether `v20.19.0` is the answer of a Node.js that does.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(|number| number.parse::<u32>().ok());
    (numbers.next().flatten(), numbers.next().flatten()) >= (Some(OLDEST.0), Some(OLDEST.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_not_taken() {
        assert!(is_new_enough("v20.19.0\n") && is_new_enough("v22.1.0") && is_new_enough("v100.0.0"));
        assert!(!is_new_enough("v20.18.3\n") && !is_new_enough("v18.20.1") && !is_new_enough(""));
    }
}
