//! An explanation as people read it.

mod compare;
mod counterfactual;
mod edited_lists;
mod rules;
mod walk;

use siggen_core::{Explanation, Input, StackTrail};

pub(crate) use counterfactual::Counterfactual;
pub(crate) use edited_lists::EditedLists;

use crate::terminal::{Palette, columns};
use crate::text::{readable, wrap};

/// A crash's explanation, and what the report says about the crash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) crash_id: Option<&'a str>,
    /// The signature that was stored with the report.
    pub(crate) original_signature: Option<&'a str>,
    pub(crate) explanation: &'a Explanation,
    /// What other lists would give, if asked for.
    pub(crate) counterfactual: Option<&'a Counterfactual<'a>>,
}

/// How to print explanations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    /// Whether to show what is folded otherwise.
    all: bool,
    palette: Palette,
    columns: usize,
}

impl View {
    /// A view as wide as the terminal, within reason.
    pub(crate) fn new(all: bool, has_colours: bool) -> Self {
        View { all, palette: Palette::new(has_colours), columns: columns() }
    }

    /// The explanation as text.
    pub(crate) fn render(&self, told: &Told<'_>) -> String {
        let mut lines = self.header(told);
        for rule in &told.explanation.rules {
            if let Some(stack) = &rule.stack {
                lines.push(String::new());
                lines.extend(self.stack(stack, rule.rule, &told.explanation.siglists));
            }
        }
        lines.push(String::new());
        lines.extend(self.rules(&told.explanation.rules));
        if !told.explanation.outcome.notes.is_empty() {
            lines.push(String::new());
            lines.push(self.palette.heading("Notes"));
            for note in &told.explanation.outcome.notes {
                let wrapped = wrap(&readable(note), self.columns - 4);
                lines.extend(
                    wrapped.iter().enumerate().map(
                        |(at, line)| {
                            if at == 0 { format!("  {line}") } else { format!("    {line}") }
                        },
                    ),
                );
            }
        }
        if let Some(counterfactual) = told.counterfactual {
            lines.push(String::new());
            lines.extend(self.compare(told.explanation, counterfactual));
        }
        lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    /// The signature, which is there to be copied.
    fn header(&self, told: &Told<'_>) -> Vec<String> {
        let signature = &told.explanation.outcome.signature;
        let palette = self.palette;
        let row = |name: &str, text: &str| row(palette, name, text);
        let shown = if signature.is_empty() { palette.bad("(empty)") } else { palette.signature(&readable(signature)) };
        let mut lines = vec![row("signature", &shown)];
        match told.original_signature {
            Some(original) if original == signature => lines.push(row("stored", &palette.good("the same"))),
            Some(original) => {
                lines.push(row("stored", &readable(original)));
                lines.push(row("", &palette.bad("differs from the stored signature")));
            }
            None => {}
        }
        if let Some(id) = told.crash_id {
            lines.push(row("crash", &readable(id)));
        }
        if let Some(input) = told.explanation.outcome.input {
            lines.push(row("read as", &read_as(input, |reason| palette.faint(reason))));
        }
        lines
    }

    fn stack(&self, stack: &StackTrail, rule: &str, siglists: &str) -> Vec<String> {
        match stack {
            StackTrail::JavaStackTrace => vec![self.palette.heading("Made from the Java stack trace")],
            StackTrail::JavaException => vec![self.palette.heading("Made from the Java exception")],
            StackTrail::Native { thread, thread_name, frames, nothing_kept } => {
                let name = thread_name.as_deref().map(|name| format!(" ({})", readable(name)));
                let heading = format!("Walk along thread {thread}{}", name.unwrap_or_default());
                let frames_count = match frames.len() {
                    1 => "1 frame".to_owned(),
                    count => format!("{count} frames"),
                };
                let facts = self.palette.faint(&format!("{frames_count}, lists: {}, by {rule}", readable(siglists)));
                let mut lines = vec![format!("{}  {facts}", self.palette.heading(&heading))];
                lines.extend(self.walk(frames));
                if *nothing_kept {
                    lines.push(format!(
                        "  {}",
                        self.palette.bad("every frame is skipped, so the signature is the first one")
                    ));
                }
                lines
            }
        }
    }
}

/// What a crash was read as, in words: `processed crash, detected by json_dump`.
fn read_as(input: Input, faint: impl Fn(&str) -> String) -> String {
    let reason = match input.detected_by {
        "caller" => "set by --input".to_owned(),
        "nothing" => "it has no members".to_owned(),
        member => format!("detected by {member}"),
    };
    format!("{}, {}", input.form.title(), faint(&reason))
}

/// A fact, with its name in front.
fn row(palette: Palette, name: &str, text: &str) -> String {
    format!("{}  {text}", palette.faint(&format!("{name:<9}")))
}
