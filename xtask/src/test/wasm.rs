//! The npm package: its tests and types, on the package as users install it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Harness, Tally, count};
use crate::failure::Failure;
use crate::npm::npm;
use crate::wasm;
use crate::workspace::{line, run, target_folder};

/// Where the compiler's settings are written, and results as TypeScript.
const SETTINGS: &str = "tsconfig.json";
const RESULTS: &str = "results.ts";

/// Builds the package, installs it where nothing else is, and runs its tests there.
pub(super) fn test(total: &mut Tally) -> Result<(), Failure> {
    let package = wasm::build()?;
    let folder = target_folder()?.join("siggen-wasm-test");
    install(&package, &folder)?;
    let tests = folder.join("tests");
    let mut files: Vec<_> = tests.read_dir()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    files.sort();
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter", "tap"]).args(&files).current_dir(&folder);
    // Some tests compare with the program, which the tests of its crate have just built.
    let program = target_folder()?.join("debug").join(format!("siggen{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        node.env("SIGGEN_PROGRAM", program);
    }
    count(node.env("SIGGEN_TESTDATA", crate::workspace::root().join("testdata")), Harness::Node, total)?;
    types(&folder)?;
    wasm::check_size()
}

/// Packs the package and unpacks it beside the tests, which import it by its name.
fn install(package: &Path, folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let installed = folder.join("node_modules/siggen-wasm");
    fs::create_dir_all(&installed)?;
    let mut pack = npm(package, &["pack", "--silent", "--pack-destination"]);
    run(pack.arg(folder).stdout(std::process::Stdio::null()))?;
    let archive = folder
        .read_dir()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|end| end == "tgz"));
    let archive = archive.ok_or_else(|| format!("`{}` made no archive", line(&pack)))?;
    run(Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&installed).arg("--strip-components=1"))?;
    for name in ["tests", "examples"] {
        let copies = folder.join(name);
        fs::create_dir_all(&copies)?;
        for entry in wasm::folder().join(name).read_dir()? {
            let entry = entry?;
            fs::copy(entry.path(), copies.join(entry.file_name()))?;
        }
    }
    Ok(fs::write(folder.join("package.json"), "{ \"type\": \"module\", \"private\": true }\n")?)
}

/// The types beside what really comes out, and beside how callers write it.
fn types(folder: &Path) -> Result<(), Failure> {
    let tests = folder.join("tests");
    run(Command::new("node")
        .arg(tests.join("results.ts.js"))
        .arg(tests.join(RESULTS))
        .env("SIGGEN_TESTDATA", crate::workspace::root().join("testdata"))
        .current_dir(folder))?;
    let settings = r#"{ "compilerOptions": { "strict": true, "noEmit": true, "target": "es2022", "module": "nodenext",
        "lib": ["es2022", "dom", "dom.iterable"], "types": [], "exactOptionalPropertyTypes": true },
        "files": ["types.ts", "results.ts"] }"#;
    fs::write(tests.join(SETTINGS), settings)?;
    let compiler = wasm::folder().join("node_modules/typescript/bin/tsc");
    run(Command::new("node").arg(compiler).arg("-p").arg(&tests).current_dir(folder))
}
