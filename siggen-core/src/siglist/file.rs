//! The file format: one entry a line, `#` starts a comment line.

use std::borrow::Cow;

use crate::pytext;

use super::{SiglistError, SiglistName};

/// The texts of one set of list files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiglistFiles<'t> {
    /// Where the files come from, for messages and explanations: a folder, or `built-in`.
    pub source: Cow<'t, str>,
    /// `irrelevant_signature_re.txt`.
    pub irrelevant: Cow<'t, str>,
    /// `prefix_signature_re.txt`.
    pub prefix: Cow<'t, str>,
    /// `signatures_with_line_numbers_re.txt`.
    pub line_numbers: Cow<'t, str>,
    /// `signature_sentinels.txt`.
    pub sentinels: Cow<'t, str>,
}

impl SiglistFiles<'static> {
    /// The lists that are built in.
    pub fn built_in() -> Self {
        SiglistFiles {
            source: "built-in".into(),
            irrelevant: siglists::IRRELEVANT.into(),
            prefix: siglists::PREFIX.into(),
            line_numbers: siglists::LINE_NUMBERS.into(),
            sentinels: siglists::SENTINELS.into(),
        }
    }
}

impl<'t> SiglistFiles<'t> {
    /// The text of one list.
    pub fn get(&self, name: SiglistName) -> &str {
        match name {
            SiglistName::Irrelevant => &self.irrelevant,
            SiglistName::Prefix => &self.prefix,
            SiglistName::LineNumbers => &self.line_numbers,
            SiglistName::Sentinels => &self.sentinels,
        }
    }

    /// Sets the text of one list.
    pub fn set(&mut self, name: SiglistName, text: impl Into<Cow<'t, str>>) {
        *match name {
            SiglistName::Irrelevant => &mut self.irrelevant,
            SiglistName::Prefix => &mut self.prefix,
            SiglistName::LineNumbers => &mut self.line_numbers,
            SiglistName::Sentinels => &mut self.sentinels,
        } = text.into();
    }
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiglistLine {
    /// Where the file comes from, as [`SiglistFiles::source`] says.
    pub source: std::sync::Arc<str>,
    /// Number of the line in its file, from 1.
    pub number: usize,
    /// The entry: a regex in Python's dialect, or for a sentinel the text.
    pub text: String,
}

/// The entries of one list of a set.
pub(super) fn entries(files: &SiglistFiles<'_>, name: SiglistName) -> Vec<SiglistLine> {
    let source: std::sync::Arc<str> = files.source.as_ref().into();
    let text = files.get(name);
    // Some editors put a byte order mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split('\n').enumerate();
    lines
        .map(|(index, line)| (index + 1, pytext::strip(line)))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, line)| SiglistLine { source: source.clone(), number, text: line.to_owned() })
        .collect()
}

/// The entries without those that `removed` names; each of those must be there.
pub(super) fn without(
    mut entries: Vec<SiglistLine>,
    removed: &SiglistFiles<'_>,
    name: SiglistName,
) -> Result<Vec<SiglistLine>, SiglistError> {
    for line in self::entries(removed, name) {
        let before = entries.len();
        entries.retain(|entry| entry.text != line.text);
        if entries.len() == before {
            let message = "there is no such line to remove: it must be written exactly as in the list";
            return Err(SiglistError::new(name, &line, message));
        }
    }
    Ok(entries)
}
