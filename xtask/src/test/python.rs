//! The Python package: its tests and types, on the wheel as users install it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{Harness, Tally, count};
use crate::failure::Failure;
use crate::python::{Environment, types};
use crate::say::say;
use crate::step::seconds;
use crate::workspace::{run, succeeds, target_folder};

/// The release of the older package whose tests are run.
const PUBLISHED: &str = "siggen==2.2.20241029";

/// What the wheel is built in. Most of what it is built from, the tests of the crates have built in it already,
/// and it looks for overflows, which a release doesn't.
const PROFILE: &str = "dev";

/// Builds the wheel once and puts it to all that looks at it.
pub(super) fn test(total: &mut Tally) -> Result<(), Failure> {
    let environment = Environment::dev()?;
    let start = Instant::now();
    let wheel = environment.build_wheel(PROFILE)?;
    say!("python: the wheel is built in {}", seconds(start.elapsed()));
    environment.install_wheel(&wheel)?;
    let mut pytest = environment.tool("pytest");
    // Some tests compare with the program, which the tests of its crate have just built.
    let program = target_folder()?.join("debug").join(format!("siggen{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        pytest.env("SIGGEN_PROGRAM", program);
    }
    if let Some(tests) = published_tests(&environment)? {
        pytest.env("SIGGEN_PUBLISHED_TESTS", tests);
    }
    // Skipped tests say why: Spark without Java, above all.
    count(pytest.args(["-rs", "--color=no"]), Harness::Pytest, total)?;
    types(&environment)?;
    // The stubs beside what the module really has.
    run(environment.tool("stubtest").args(["--concise", "--allowlist", "stubtest-allowlist.txt", "siggen"]))?;
    smoke(&wheel)
}

/// The older package's own tests, out of its source distribution; fetched once, and done without where nothing
/// can be fetched. Somebody can name another folder.
fn published_tests(environment: &Environment) -> Result<Option<PathBuf>, Failure> {
    if std::env::var_os("SIGGEN_PUBLISHED_TESTS").is_some() {
        return Ok(None);
    }
    let folder = target_folder()?.join("published");
    let tests = folder.join(PUBLISHED.replace("==", "-")).join("siggen/tests");
    if !tests.is_dir() {
        let archive = folder.join(format!("{}.tar.gz", PUBLISHED.replace("==", "-")));
        let unpack = ["-m", "tarfile", "--extract"];
        if !environment.fetch_source(PUBLISHED, &folder)
            || !succeeds(environment.tool("python").args(unpack).arg(&archive).arg(&folder))
        {
            say!("python: the tests of {PUBLISHED} can't be fetched and are left out");
            return Ok(None);
        }
    }
    Ok(Some(tests))
}

/// The wheel where nothing else is.
fn smoke(wheel: &Path) -> Result<(), Failure> {
    let environment = Environment::clean()?;
    environment.install_wheel(wheel)?;
    let script = target_folder()?.join("smoke.py");
    std::fs::write(&script, include_str!("../smoke.py"))?;
    run(environment.tool("python").arg("-I").arg(&script))?;
    say!("python: the wheel works where nothing else is installed");
    Ok(())
}
