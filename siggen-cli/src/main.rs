//! `siggen`: crash reports in, crash signatures out, and why.

use std::process::ExitCode;

use clap::Parser;

/// What one thread reads or writes, another one frees: a fifth of the time of a batch with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let done = match siggen_cli::args::Cli::try_parse() {
        Ok(cli) => siggen_cli::commands::execute(cli),
        Err(refused) => siggen_cli::commands::refuse(&refused),
    };
    done.unwrap_or_else(|failure| failure.report())
}
