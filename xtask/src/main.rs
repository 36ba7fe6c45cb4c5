//! The project's own commands: `cargo xtask …`.

mod conformance;

use std::path::Path;
use std::process::ExitCode;

/// Why a command failed.
type Failure = Box<dyn std::error::Error>;

/// Prints a line; a closed pipe is not worth a panic.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($arg)*);
    }};
}
pub(crate) use say;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<(), Failure> {
    match args {
        ["conformance", folder] => conformance::run(Path::new(folder), false),
        ["conformance", "--verbose", folder] => conformance::run(Path::new(folder), true),
        _ => Err("usage".into()),
    }
}
