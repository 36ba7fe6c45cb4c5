//! `siggen signature`.

use std::io::Write;
use std::process::ExitCode;

use siggen_batch::run::Work;
use siggen_batch::{Problem, Record};
use siggen_core::{Crash, Generator, Outcome, SessionMemory, Shape};

use super::Failure;
use crate::args::{Format, SignatureArgs};
use crate::format::{self, Answer, Face};
use crate::run::Part;

/// Makes the signature of each record and writes it the way that was asked for.
struct Signatures {
    generator: Generator,
    shape: Option<Shape>,
    different_only: bool,
    face: &'static dyn Face,
    /// Whether there is more to say than a face's answer: the notes and the log.
    verbose: bool,
}

pub(super) fn execute(args: &SignatureArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let face = format::face(args.format);
    let work = Signatures {
        generator: super::generator(&args.input)?,
        shape: args.input.shape.forced(),
        different_only: args.different_only,
        face,
        verbose: args.verbose && args.format == Format::Text,
    };
    out.write_all(face.head().as_bytes())?;
    let tally = super::run(&args.input, work, face.separator(), out)?;
    if !tally.is_closed {
        out.write_all(face.tail(&tally.rows).as_bytes())?;
    }
    Ok(if args.different_only && tally.different > 0 { ExitCode::from(1) } else { tally.exit_code() })
}

impl Signatures {
    /// The outcome, by a session that goes on from crash to crash.
    fn generate(&self, crash: &Crash<'_>, memory: &mut SessionMemory) -> Outcome {
        let mut session = self.generator.session_with(std::mem::take(memory));
        let outcome = session.generate(crash);
        *memory = session.into_memory();
        outcome
    }
}

impl Work for Signatures {
    type Part = Part;
    type Local = SessionMemory;

    fn record(&self, record: Result<Record<'_>, Problem>, memory: &mut SessionMemory, part: &mut Part) {
        let crash = match record.and_then(|record| Ok((record.read(self.shape)?, record))) {
            Ok((crash, record)) => (crash, record),
            Err(problem) => {
                self.face.problem(&problem, part);
                part.problems.push(problem);
                return;
            }
        };
        let (crash, record) = crash;
        let explanation = self.verbose.then(|| self.generator.explain(&crash));
        let made;
        let outcome = if let Some(explanation) = &explanation {
            &explanation.outcome
        } else {
            made = self.generate(&crash, memory);
            &made
        };
        let answer = Answer {
            crash_id: crash.crash_id.as_deref(),
            original_signature: crash.original_signature.as_deref(),
            outcome,
            record: &record,
        };
        let is_different = answer.is_same() == Some(false);
        part.different += u64::from(is_different);
        if self.different_only && !is_different {
            return;
        }
        self.face.answer(&answer, part);
        if let Some(explanation) = explanation {
            format::log(&explanation, part);
        }
    }
}
