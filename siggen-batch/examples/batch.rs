//! How often each signature occurs in files and directories of crash reports, on all cores.
//!
//! ```sh
//! cargo run -p siggen-batch --example batch -- testdata/crashes
//! ```

use std::collections::BTreeMap;
use std::env::args_os;
use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::path::PathBuf;

use siggen_batch::run::{Options, Work, in_order};
use siggen_batch::{FolderOrder, Inputs, Problem, Record};
use siggen_core::{Generator, SessionMemory};

/// What is done with each report.
struct Signatures(Generator);

impl Work for Signatures {
    /// What becomes of a chunk of reports: a signature or a problem for each.
    type Part = Vec<Result<String, String>>;
    /// What each core keeps from chunk to chunk: here the names of frames, which most crashes share.
    type Local = SessionMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut SessionMemory, part: &mut Self::Part) {
        // A report that can't be read keeps no other from it.
        let crash = record.and_then(|record| record.read(None));
        part.push(match crash {
            Ok(crash) => Ok(self.0.generate_with(memory, &crash).signature),
            Err(problem) => Err(problem.to_string()),
        });
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = args_os().skip(1).map(PathBuf::from).collect();
    run(&arguments, &mut stdout().lock())
}

/// Writes each signature with its count, the most frequent first.
pub(crate) fn run(arguments: &[PathBuf], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    // Files and directories; `-` is standard input.
    let inputs = Inputs::new(arguments, FolderOrder::Name)?;
    let mut counts = BTreeMap::<String, u64>::new();
    // Reading goes only a little ahead, so memory is bounded however large the inputs are.
    for done in in_order(inputs, Options::default(), Signatures(Generator::new()))? {
        for signature in done?.part {
            match signature {
                Ok(signature) => *counts.entry(signature).or_default() += 1,
                Err(problem) => writeln!(stderr(), "{problem}")?,
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (signature, count) in counts {
        writeln!(out, "{count}\t{signature}")?;
    }
    Ok(())
}
