//! Outcomes and explanations for notebooks: plain tables in the notebook's own colours.

use std::borrow::Cow;

use siggen_core::{Explanation, Outcome, Verdict, printable};

use crate::trail::{decided, telling};

/// A signature with its notes.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    let mut html = format!("<p><strong><code>{}</code></strong></p>", escaped(&outcome.signature));
    html += &list(outcome.notes.iter().map(String::as_str));
    if !outcome.frames.is_empty() {
        html += &format!("<details><summary>{} normalized frames</summary><ol start=\"0\">", outcome.frames.len());
        for frame in outcome.frames.iter() {
            html += &format!("<li><code>{}</code></li>", escaped(frame));
        }
        html += "</ol></details>";
    }
    html
}

/// A line above a table.
pub(crate) fn heading(text: &str) -> String {
    format!("<p><strong>{}</strong></p>", escaped(text))
}

/// A crash that could not be read.
pub(crate) fn failure(error: &str) -> String {
    format!("<p><strong>no signature:</strong> {}</p>", escaped(error))
}

/// A signature with what decided about each frame, and the rules that had something to do with it.
pub(crate) fn explanation(explanation: &Explanation) -> String {
    let mut html = format!("<p><strong><code>{}</code></strong></p>", escaped(&explanation.outcome.signature));
    if !explanation.frames().is_empty() {
        html += "<table><thead><tr><th>frame</th><th>verdict</th><th>normalized</th><th>decided by</th></tr></thead><tbody>";
        for frame in explanation.frames() {
            let style = match frame.verdict {
                Verdict::Prefix | Verdict::Stop => "",
                _ => " style=\"opacity: 0.6\"",
            };
            let index = if frame.inlined { "inline".to_owned() } else { frame.frame.to_string() };
            html += &format!(
                "<tr{style}><td>{index}</td><td>{}</td><td style=\"text-align: left\"><code title=\"{}\">{}</code></td>\
                 <td style=\"text-align: left\"><code>{}</code></td></tr>",
                frame.verdict.name(),
                escaped(&frame.displayed),
                escaped(&frame.normalized),
                escaped(&decided(frame)),
            );
        }
        html += "</tbody></table>";
    }
    for rule in telling(explanation) {
        html += &format!("<p><strong>{}</strong>: {}</p>", rule.rule, escaped(rule.why));
        if rule.before != rule.after {
            html += &format!("<p><code>{}</code></p>", escaped(&rule.after));
        }
        html += &list(rule.notes.iter().map(String::as_str));
    }
    html
}

fn list<'t>(notes: impl Iterator<Item = &'t str>) -> String {
    let items: Vec<String> = notes.map(|note| format!("<li>{}</li>", escaped(note))).collect();
    if items.is_empty() { String::new() } else { format!("<ul>{}</ul>", items.concat()) }
}

/// Printable text as HTML: names come from crash reports, which anybody can send.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if !text.contains(['&', '<', '>', '"']) {
        return text;
    }
    let escape = |text: String, (from, to): (char, &str)| text.replace(from, to);
    let pairs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;")];
    Cow::Owned(pairs.into_iter().fold(text.into_owned(), escape))
}
