//! `siggen`: crash reports in, crash signatures out, and why.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = siggen_cli::args::Cli::parse();
    siggen_cli::commands::execute(cli).unwrap_or_else(|failure| failure.report())
}
