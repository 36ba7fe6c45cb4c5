//! `siggen explain`.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use siggen_batch::run::Work;
use siggen_batch::{Problem, Record, siglist_folder};
use siggen_core::{Explanation, Generator, Shape};

use super::Failure;
use crate::args::{ExplainArgs, ExplainFormat};
use crate::explain::{Counterfactual, EditedLists, Told, View};
use crate::numbers::so_many;
use crate::run::{Part, Shown};
use crate::terminal::has_colours;

/// Explains each record.
struct Explanations {
    /// Those of the crashes to explain; empty for all.
    wanted: Vec<String>,
    /// How many had one of these ids.
    found: Arc<AtomicU64>,
    generator: Generator,
    /// The other lists to compare with.
    edited: Option<EditedLists>,
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
struct Explained<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    crash_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_signature: Option<&'a str>,
    #[serde(flatten)]
    explanation: &'a Explanation,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterfactual: Option<&'a Counterfactual<'a>>,
}

pub(super) fn execute(args: &ExplainArgs, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let style = match args.format {
        _ if args.debug_log => Style::DebugLog,
        ExplainFormat::Json => Style::Json,
        ExplainFormat::Text => Style::Text(View::new(args.all, has_colours(args.color))),
    };
    let generator = super::generator(&args.input)?;
    let edited = edited(args)?;
    let separator = style.separator();
    let found = Arc::new(AtomicU64::new(0));
    let work = Explanations {
        wanted: args.ids.clone(),
        found: Arc::clone(&found),
        generator,
        edited,
        shape: args.input.shape.forced(),
        style,
    };
    let tally = super::run(&args.input, work, separator, out)?;
    if !args.ids.is_empty() && !tally.is_stopped && found.load(Ordering::Relaxed) == 0 {
        let ids = args.ids.join(" or ");
        let read = so_many(tally.counts.crashes, "crash", "crashes");
        return Err(Failure::Usage(format!("no crash with the id {ids} among {read}")));
    }
    Ok(tally.exit_code())
}

/// The lists that the arguments ask to compare with.
fn edited(args: &ExplainArgs) -> Result<Option<EditedLists>, Failure> {
    if args.without.is_empty() && args.with_line.is_empty() {
        return Ok(None);
    }
    let lists = siglist_folder::lists(args.input.siglists.as_deref(), args.input.extend_siglists.as_deref());
    let lists = lists.map_err(|error| Failure::Usage(error.to_string()))?;
    EditedLists::of(lists, &args.without, &args.with_line).map(Some).map_err(Failure::Usage)
}

impl Work for Explanations {
    type Part = Part;
    type Local = ();

    fn record(&self, record: Result<Record<'_>, Problem>, (): &mut (), part: &mut Part) {
        let crash = match part.seen.read(record, self.shape) {
            Ok((crash, _)) => crash,
            Err(problem) => {
                if matches!(self.style, Style::Json) {
                    part.text.push_json(&serde_json::json!({"error": problem.message}));
                }
                return;
            }
        };
        if !self.wanted.is_empty() {
            if !crash.crash_id.as_deref().is_some_and(|id| self.wanted.iter().any(|wanted| wanted == id)) {
                return;
            }
            self.found.fetch_add(1, Ordering::Relaxed);
        }
        let explanation = &self.generator.explain(&crash);
        let counterfactual = self.edited.as_ref();
        let counterfactual = &counterfactual.map(|edited| Counterfactual::new(edited, &crash, explanation));
        let counterfactual = counterfactual.as_ref();
        part.separate(self.style.separator());
        let crash_id = crash.crash_id.as_deref();
        let original_signature = crash.original_signature.as_deref();
        match &self.style {
            Style::Json => {
                part.text.push_json(&Explained { crash_id, original_signature, explanation, counterfactual });
            }
            Style::Text(view) => {
                let told = Told { crash_id, original_signature, explanation, counterfactual };
                part.text.push(&view.render(&told));
            }
            Style::DebugLog => {
                let mut shown = Shown(&mut part.text);
                explanation.each_logged(|line| shown.line(line));
            }
        }
    }
}
