//! `siggen explain`.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;
use siggen_batch::run::Work;
use siggen_batch::{Problem, Record};
use siggen_core::{Explanation, Generator, Shape};

use super::Failure;
use crate::args::{ExplainArgs, ExplainFormat, When};
use crate::explain::{Told, View};
use crate::run::Part;

/// Explains each record.
struct Explanations {
    generator: Generator,
    shape: Option<Shape>,
    style: Style,
}

enum Style {
    Text(View),
    Json,
    DebugLog,
}

impl Style {
    /// What stands between the texts of two records.
    fn separator(&self) -> &'static str {
        match self {
            Style::Json => "",
            Style::Text(_) | Style::DebugLog => "\n",
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    crash_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_signature: Option<&'a str>,
    #[serde(flatten)]
    explanation: &'a Explanation,
}

pub(super) fn execute(args: &ExplainArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let style = match args.format {
        _ if args.debug_log => Style::DebugLog,
        ExplainFormat::Json => Style::Json,
        ExplainFormat::Text => Style::Text(View::new(args.all, has_colours(args.color))),
    };
    let generator = super::generator(&args.input)?;
    let separator = style.separator();
    let work = Explanations { generator, shape: args.input.shape.forced(), style };
    Ok(super::run(&args.input, work, separator, out)?.exit_code())
}

fn has_colours(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        // This looks at NO_COLOR and its like, too.
        When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

impl Work for Explanations {
    type Part = Part;
    type Local = ();

    fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Part) {
        let crash = match record.and_then(|record| record.read(self.shape)) {
            Ok(crash) => crash,
            Err(problem) => {
                if matches!(self.style, Style::Json) {
                    crate::format::json_line(part, &serde_json::json!({"error": problem.message}));
                }
                part.problems.push(problem);
                return;
            }
        };
        let explanation = &self.generator.explain(&crash);
        part.separate(self.style.separator());
        let crash_id = crash.crash_id.as_deref();
        let original_signature = crash.original_signature.as_deref();
        match &self.style {
            Style::Json => crate::format::json_line(part, &Line { crash_id, original_signature, explanation }),
            Style::Text(view) => {
                let told = Told { crash_id, original_signature, explanation };
                part.text.extend_from_slice(view.render(&told).as_bytes());
            }
            Style::DebugLog => {
                for line in explanation.debug_log() {
                    part.text.extend_from_slice(crate::text::printable(&line).as_bytes());
                    part.text.push(b'\n');
                }
            }
        }
    }
}
