//! What the checks need of the system, on Debian and its like.

use std::process::Command;

use crate::failure::Failure;
use crate::workspace::{output, run, succeeds};

/// Whether packages can be installed here.
pub(crate) fn has_packages() -> bool {
    succeeds(Command::new("apt-get").arg("--version"))
}

/// Installs a package; elsewhere its name may be another one's, or nobody's.
pub(crate) fn install(package: &str) -> Result<(), Failure> {
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let rights: &[&str] = if is_root { &[] } else { &["sudo", "--non-interactive"] };
    for args in [&["update"][..], &["install", "--yes", "--no-install-recommends", package]] {
        let words = [rights, &["apt-get", "-qq"], args].concat();
        let mut command = Command::new(words[0]);
        run(command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}
