//! A line of a list, with what its checks ask of it.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use siggen_core::{SiglistError, SiglistLine, SiglistName, SiglistPattern};

use super::code::Code;
use super::finding::{Finding, Related, Severity};
use super::syntax;

/// A line that can be compiled.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) list: SiglistName,
    pub(super) number: usize,
    /// The line as it is written.
    pub(super) written: String,
    pub(super) what: What,
    /// The text that all frames start with that the line matches.
    pub(super) start: String,
}

/// What a line matches.
#[derive(Debug)]
pub(super) enum What {
    /// Frames that are this text.
    Exactly,
    /// Frames that start with a text.
    Start,
    /// `.*text`: frames in whose first line this text is.
    Inside(String),
    /// All others.
    Regex {
        /// Compiled when somebody asks: of many, few are asked, and each takes ten kilobytes.
        pattern: OnceCell<Option<SiglistPattern>>,
        /// Whether it matches, with a text, all longer ones.
        is_open_ended: bool,
        /// Whether it matches the empty text.
        matches_nothing: bool,
    },
}

impl Line {
    pub(super) fn sentinel(entry: &SiglistLine) -> Self {
        Line {
            list: SiglistName::Sentinels,
            number: entry.number,
            written: entry.text.clone(),
            what: What::Exactly,
            start: entry.text.clone(),
        }
    }

    fn regex(list: SiglistName, entry: &SiglistLine) -> Result<Self, SiglistError> {
        let (what, start) = if let Some(text) = syntax::text_inside(&entry.text) {
            (What::Inside(text), String::new())
        } else {
            let pattern = SiglistPattern::new(&entry.text)?;
            if let Some(text) = pattern.text().map(str::to_owned) {
                (What::Start, text)
            } else {
                let is_open_ended = syntax::is_open_ended(&entry.text);
                let matches_nothing = pattern.find("").is_some();
                let what = What::Regex { pattern: OnceCell::new(), is_open_ended, matches_nothing };
                (what, syntax::start(&entry.text))
            }
        };
        Ok(Line { list, number: entry.number, written: entry.text.clone(), what, start })
    }

    /// Whether it matches every frame.
    pub(super) fn is_everything(&self) -> bool {
        match &self.what {
            What::Exactly | What::Inside(_) => false,
            What::Start => self.start.is_empty(),
            What::Regex { is_open_ended, matches_nothing, .. } => *is_open_ended && *matches_nothing,
        }
    }

    /// Whether it has to be compiled together with others.
    pub(super) fn is_more_than_text(&self) -> bool {
        matches!(self.what, What::Inside(_) | What::Regex { .. })
    }

    /// Text that is in all that the line matches.
    pub(super) fn text_inside(&self) -> &str {
        match &self.what {
            What::Inside(text) => text,
            _ => &self.start,
        }
    }

    /// Whether a regex matches the start of a text.
    pub(super) fn has_match_in(&self, text: &str) -> bool {
        let What::Regex { pattern, .. } = &self.what else { return false };
        let pattern = pattern.get_or_init(|| SiglistPattern::new(&self.written).ok());
        pattern.as_ref().is_some_and(|pattern| pattern.find(text).is_some())
    }

    pub(super) fn finding(&self, severity: Severity, code: Code, message: String, help: impl Into<String>) -> Finding {
        Finding {
            list: self.list,
            line: self.number,
            severity,
            code,
            message,
            help: help.into(),
            pattern: self.written.clone(),
            related: None,
            trigger: None,
            fix: None,
            allowed: None,
        }
    }

    pub(super) fn as_related(&self) -> Related {
        Related::new(self.list, self.number, &self.written)
    }
}

/// The lines of a list without those that stand further up already, which are findings.
pub(super) fn lines(list: SiglistName, entries: &[SiglistLine]) -> (Vec<SiglistLine>, Vec<Finding>) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut lines = Vec::new();
    let mut duplicates = Vec::new();
    for entry in entries {
        let number = *first.entry(&entry.text).or_insert(entry.number);
        if number == entry.number {
            lines.push(entry.clone());
            continue;
        }
        duplicates.push(Finding {
            list,
            line: entry.number,
            severity: Severity::Warning,
            code: Code::Duplicate,
            message: format!("the same entry is on line {number}"),
            help: "Remove one of the two.".to_owned(),
            pattern: entry.text.clone(),
            related: Some(Related::new(list, number, &entry.text)),
            trigger: None,
            fix: None,
            allowed: None,
        });
    }
    (lines, duplicates)
}

/// The lines of a list of regexes; those that can't be compiled are findings.
pub(super) fn regexes(list: SiglistName, entries: &[SiglistLine]) -> (Vec<Line>, Vec<Finding>) {
    let mut lines = Vec::with_capacity(entries.len());
    let mut invalid = Vec::new();
    for entry in entries {
        match Line::regex(list, entry) {
            Ok(line) => lines.push(line),
            Err(error) => invalid.push(Finding {
                list,
                line: entry.number,
                severity: Severity::Error,
                code: Code::Invalid,
                message: error.message,
                help: "Write a valid regex; a backslash makes a character stand for itself.".to_owned(),
                pattern: entry.text.clone(),
                related: None,
                trigger: None,
                fix: None,
                allowed: None,
            }),
        }
    }
    (lines, invalid)
}
