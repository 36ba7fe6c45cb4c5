//! `siggen signature`.

use std::io::Write;
use std::process::ExitCode;

use siggen_core::{Generator, Shape};

use super::Failure;
use crate::args::{Format, SignatureArgs};
use crate::format::{self, Answer, Face};
use crate::input::{Problem, Record};
use crate::run::{Part, Work};

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
    let tally = super::run(&args.input, work, out)?;
    if !tally.is_closed {
        out.write_all(face.tail(&tally.rows).as_bytes())?;
    }
    Ok(if args.different_only && tally.different > 0 { ExitCode::from(1) } else { tally.exit_code() })
}

impl Work for Signatures {
    fn record(&self, record: Result<Record<'_>, Problem>, part: &mut Part) {
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
            made = self.generator.generate(&crash);
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

    fn separator(&self) -> &'static str {
        self.face.separator()
    }
}
