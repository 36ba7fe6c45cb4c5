//! The program `signify`: one crash on standard input, its signature as JSON on standard output.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use siggen_batch::MaxRecord;
use siggen_signify::{Call, Failure, call};

fn main() -> ExitCode {
    let Err(failure) = signify() else { return ExitCode::SUCCESS };
    let status = failure.status();
    if status != 0 {
        // Where there is no standard error, the status has to do.
        drop(writeln!(io::stderr(), "{}", failure.message()));
    }
    ExitCode::from(status)
}

fn signify() -> Result<(), Failure> {
    let call = call(std::env::args_os().skip(1))?;
    let mut out = BufWriter::new(io::stdout().lock());
    match call {
        Call::Print(text) => out.write_all(text.as_bytes()).map_err(Failure::Output)?,
        Call::Sign(signify) => {
            let json = MaxRecord::default().read(io::stdin());
            let json = json.map_err(|error| Failure::Input(format!("cannot read: {error}")))?;
            signify.sign(&json, &mut out)?;
        }
    }
    out.flush().map_err(Failure::Output)
}
