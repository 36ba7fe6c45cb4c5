//! The npm package, as it is built, beside the program.

use std::process::Command;

use crate::failure::Failure;
use crate::wasm;
use crate::workspace::{cargo, root, run, target_folder};

/// Builds both and compares what they say of changed documents.
pub(super) fn run_for(seconds: u64) -> Result<(), Failure> {
    let package = wasm::build()?;
    run(&mut cargo(&["build", "--quiet", "--package", "siggen-cli"]))?;
    let target = target_folder()?;
    let program = target.join("debug").join(format!("siggen{}", std::env::consts::EXE_SUFFIX));
    let failed = target.join("fuzz/failed/npm");
    std::fs::create_dir_all(&failed)?;
    let mut node = Command::new("node");
    node.arg(root().join("fuzz/npm.mjs")).arg(package).arg(program).arg(seconds.to_string());
    run(node.current_dir(failed))
}
