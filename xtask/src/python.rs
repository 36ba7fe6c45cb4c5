//! Python as the project's commands call it: environments of its own, and the package as a wheel.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::say::say;
use crate::workspace::{self, line, output, root, run, succeeds};

/// The oldest Python that the package is for, as a tuple in Python.
const OLDEST: &str = "(3, 9)";

/// A file in an environment that holds the lock that it was installed from.
const STAMP: &str = "installed-from.txt";

/// What a source distribution among the requirements is built with.
const BUILT_WITH: &str = "setuptools";

/// A virtual environment.
pub(crate) struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// The one with all that is in the lock. Installed anew only where the lock is another.
    pub(crate) fn dev() -> Result<Self, Failure> {
        let file = package().join("requirements-dev.txt");
        let lock = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let folder = workspace::target_folder()?.join("python-venv");
        let stamp = folder.join(STAMP);
        let environment = Environment { folder };
        let is_current = std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock);
        // An interpreter that was taken away leaves an environment that looks whole.
        if is_current && succeeds(environment.tool("python").arg("--version")) {
            return Ok(environment);
        }
        say!("python: installing into {}, which takes some minutes once", environment.folder.display());
        environment.make()?;
        environment.install_lock(&file, &lock)?;
        std::fs::write(stamp, lock)?;
        Ok(environment)
    }

    /// One in which there is nothing but the package, as most users have it. Nothing else ever gets into it.
    pub(crate) fn clean() -> Result<Self, Failure> {
        let environment = Environment { folder: workspace::target_folder()?.join("python-clean-venv") };
        if !succeeds(environment.pip().arg("--version")) {
            environment.make()?;
        }
        Ok(environment)
    }

    /// Makes it with the `python3` of the path, in place of what is there.
    fn make(&self) -> Result<(), Failure> {
        check_interpreter()?;
        run(Command::new(interpreter()).args(["-m", "venv", "--clear"]).arg(&self.folder))
    }

    /// Installs the lock: every file by its hash, and nothing that isn't named in it.
    fn install_lock(&self, file: &Path, lock: &str) -> Result<(), Failure> {
        // Were a source distribution built in isolation, pip would fetch what it is built with from outside the lock.
        let first = self.folder.join("build-requirements.txt");
        std::fs::write(&first, section(lock, BUILT_WITH))?;
        let install = ["install", "--quiet", "--require-hashes", "--no-deps", "--no-build-isolation", "--requirement"];
        for file in [first.as_path(), file] {
            run(self.pip().args(install).arg(file))?;
        }
        run(self.pip().arg("check").stdout(Stdio::null()))
    }

    /// A program of the environment, where the package's files are; what the caller's shell says about Python
    /// doesn't count. pytest is called so and not as a module, which would import from the working folder first.
    pub(crate) fn tool(&self, name: &str) -> Command {
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        let program = self.folder.join(programs).join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(program);
        command.current_dir(package()).env_remove("PYTHONPATH").env_remove("PYTHONHOME");
        command
    }

    fn pip(&self) -> Command {
        let mut command = self.tool("python");
        command.args(["-m", "pip", "--disable-pip-version-check"]);
        command
    }

    /// Installs a wheel without what it would bring along, in place of an earlier one of the same version.
    pub(crate) fn install_wheel(&self, wheel: &Path) -> Result<(), Failure> {
        let install = ["install", "--quiet", "--no-index", "--no-deps", "--force-reinstall"];
        run(self.pip().args(install).arg(wheel))
    }

    /// Fetches a package's source distribution. False where that can't be done.
    pub(crate) fn fetch_source(&self, package: &str, folder: &Path) -> bool {
        let download = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--no-build-isolation"];
        succeeds(self.pip().args(download).arg(package).arg("--dest").arg(folder))
    }

    /// Builds the package's wheel in a Cargo profile.
    pub(crate) fn build_wheel(&self, profile: &str) -> Result<PathBuf, Failure> {
        let wheels = workspace::target_folder()?.join("wheels").join(profile);
        // The folder holds the one wheel that comes of this.
        if wheels.exists() {
            std::fs::remove_dir_all(&wheels)?;
        }
        // The program that goes along; pip calls the same.
        run(self.tool("python").args(["backend/program.py", "--locked", "--profile", profile]).stdout(Stdio::null()))?;
        let mut build = self.tool("maturin");
        build.args(["build", "--locked", "--quiet", "--profile", profile, "--interpreter"]);
        build.arg(self.tool("python").get_program());
        run(build.arg("--out").arg(&wheels))?;
        let wheel = wheels.read_dir()?.find_map(|entry| Some(entry.ok()?.path()));
        wheel.ok_or_else(|| format!("`{}` made no wheel", line(&build)).into())
    }
}

/// `cargo xtask wheel`: the package as it ships, a file that can be installed wherever its system is, and the one that
/// stands in for the older package.
pub(crate) fn wheel() -> Result<(), Failure> {
    say!("building in release mode, which takes some minutes");
    let environment = Environment::dev()?;
    let wheel = environment.build_wheel("release")?;
    say!("{}", wheel.display());
    // What stands in for the older package goes along; what it is built with is in the environment.
    let folder = wheel.parent().unwrap_or(&wheel);
    let build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"];
    run(environment.pip().args(build).arg(folder).arg(package().join("stand-in")))?;
    say!("{}", folder.join("siggen-2.9999-py3-none-any.whl").display());
    Ok(())
}

/// The form of all Python files, and what a linter has to say.
pub(crate) fn lint() -> Result<(), Failure> {
    let environment = Environment::dev()?;
    for check in [&["check", "--quiet"][..], &["format", "--quiet", "--diff"]] {
        run(environment.tool("ruff").args(check).args(["--config", "pyproject.toml", ".", "../xtask"]))?;
    }
    types(&environment)
}

/// What type checkers see of the package's sources, strictly.
pub(crate) fn types(environment: &Environment) -> Result<(), Failure> {
    run(environment.tool("mypy").args(["--strict", "--no-error-summary"]))
}

/// The folder of the Python package.
fn package() -> PathBuf {
    root().join("siggen-py")
}

/// What Python is called: on Windows there is no `python3`.
fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

/// Says what is missing before a command fails that says it less plainly.
fn check_interpreter() -> Result<(), Failure> {
    let python = interpreter();
    let version = format!("import sys; print(sys.version.split()[0], sys.version_info >= {OLDEST})");
    let answer = output(Command::new(python).args(["-c", &version]))
        .map_err(|_| format!("no `{python}` is found, and the Python package's tests need Python 3.9 or later"))?;
    if !answer.trim_end().ends_with("True") {
        let version = answer.split_whitespace().next().unwrap_or_default();
        return Err(format!("`{python}` is Python {version}, and 3.9 or later is needed").into());
    }
    if !succeeds(Command::new(python).args(["-c", "import venv, ensurepip"])) {
        return Err(format!(
            "`{python}` can't make virtual environments: its modules venv and ensurepip are missing \
             (on Debian and Ubuntu, the package python3-venv has them)"
        )
        .into());
    }
    Ok(())
}

/// The lines of a lock that are about one package.
fn section(lock: &str, package: &str) -> String {
    let mut section = String::new();
    let mut is_inside = false;
    for line in lock.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            is_inside = line.split("==").next() == Some(package);
        }
        if is_inside && !line.trim_start().starts_with('#') {
            section.push_str(line);
            section.push('\n');
        }
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_of_a_lock_is_one_package_in_all_its_versions() {
        let lock = "# head\n\nset==1 \\\n    --hash=a\n    # via b\nsetup==1 ; m \\\n    --hash=b \\\n    --hash=c\n    \
                    # via d\nsetup==2 \\\n    --hash=d\nsix==1\n    --hash=e\n";
        let setup = "setup==1 ; m \\\n    --hash=b \\\n    --hash=c\nsetup==2 \\\n    --hash=d\n";
        assert_eq!(section(lock, "setup"), setup);
    }

    #[test]
    fn the_lock_has_what_sources_are_built_with() {
        let lock = std::fs::read_to_string(package().join("requirements-dev.txt")).unwrap_or_default();
        assert!(section(&lock, BUILT_WITH).contains("--hash=sha256:"));
        // An address in it would bind everybody to one registry.
        assert!(!lock.contains("://"));
    }
}
