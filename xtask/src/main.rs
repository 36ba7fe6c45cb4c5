//! The project's own commands: `cargo xtask …`.

mod advisories;
mod bench;
mod conformance;
mod corpus;
mod debian;
mod edges;
mod failure;
mod fuzz;
mod generate;
mod growth;
mod npm;
mod python;
mod ready;
mod say;
mod setup;
mod step;
mod surface;
mod test;
mod wasm;
mod web;
mod workflows;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use failure::Failure;
use say::say;

const USAGE: &str = "\
cargo xtask COMMAND

  setup                      install what the checks need, where it is missing
  test                       run every test: crates, doc tests, drift, edges, conformance, the packages, the page
  ready [--no-test]          run all that CI runs: format, lint, docs, dependencies, workflows, test
  gen [--check]              write docs/rules.md, docs/schema.md and the libraries' public-api.txt, or check that they
                             are up to date
  wheel                      build the Python package's wheel into target/wheels/release
  wasm                       build the npm package into siggen-wasm/pkg
  demo [ARG…]                build the page into web-demo/dist and serve it; ARGs go to the server: --port 8000
  edges                      check that no crate or module depends on what it must not
  growth [PART]              check that time and memory grow as the input does; of operations with PART in their names
  conformance [--verbose] DIR
                             compare with recorded outcomes of the reference
  corpus N [--seed S] [--output FILE|-] [--truth FILE] [--folder DIR] [--shape crash-data|processed]
                             write N synthetic crashes and, beside them, which bug each is of
  bench [wasm | batch [N]]   measure the speed beside the reference, the npm package's beside the library's, or that
                             of the workbench on N synthetic crashes (a million; some 5 GB in the target folder)
  fuzz [TARGET…] [--seconds N] [--jobs N] [-- ARG…]
                             run fuzz targets, all of them where none is named; ARGs go to libFuzzer
  workflows                  check that the workflows pin what they use, and how little they may do
  advisories [--required] [--database FOLDER]
                             look for known vulnerabilities in the dependencies; where nobody can be asked it says so,
                             and fails only if --required; FOLDER is a clone of RustSec's advisory-db
  help                       print this";

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
        ["setup"] => setup::setup(),
        ["test"] => test::test(),
        ["ready"] => ready::ready(true),
        ["ready", "--no-test"] => ready::ready(false),
        ["gen"] => generate::write(),
        ["gen", "--check"] => generate::check(),
        ["edges"] => edges::run(),
        ["growth"] => growth::check(""),
        ["growth", part] => growth::check(part),
        ["conformance", folder] => conformance::run(Path::new(folder), false),
        ["conformance", "--verbose", folder] => conformance::run(Path::new(folder), true),
        ["corpus", args @ ..] => corpus::run(args),
        ["wheel"] => python::wheel(),
        ["wasm"] => wasm::build().map(drop),
        ["demo", args @ ..] => web::demo(args),
        ["bench", args @ ..] => bench::run(args),
        ["fuzz", args @ ..] => fuzz::run(args),
        ["workflows"] => workflows::run(),
        ["advisories", args @ ..] => advisories::look_up(args),
        ["help" | "--help" | "-h"] => {
            say!("{USAGE}");
            Ok(())
        }
        [] => Err(format!("which command?\n\n{USAGE}").into()),
        _ => Err(format!("no such command: {}\n\n{USAGE}", args.join(" ")).into()),
    }
}
