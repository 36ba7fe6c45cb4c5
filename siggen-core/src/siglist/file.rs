//! The file format: one entry a line, `#` starts a comment line.

use std::borrow::Cow;

use crate::pytext;

use super::asked::Asked;
use super::line::SiglistLine;
use super::weight::Room;
use super::{SiglistError, SiglistName};

/// The texts of one set of list files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiglistFiles<'t> {
    /// Where the files come from, for messages and explanations: a directory, or `built-in`.
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
        *self.text_mut(name) = text.into();
    }

    pub(super) fn text_mut(&mut self, name: SiglistName) -> &mut Cow<'t, str> {
        match name {
            SiglistName::Irrelevant => &mut self.irrelevant,
            SiglistName::Prefix => &mut self.prefix,
            SiglistName::LineNumbers => &mut self.line_numbers,
            SiglistName::Sentinels => &mut self.sentinels,
        }
    }

    /// The entries of one list, stripped, with the numbers of their lines; the other lines are empty or comments.
    ///
    /// An entry may be one that can't be compiled.
    pub fn entries(&self, name: SiglistName) -> Vec<SiglistLine> {
        let source: std::sync::Arc<str> = self.source.as_ref().into();
        lines(self.get(name))
            .map(|(number, line)| SiglistLine { source: source.clone(), number, text: line.to_owned() })
            .collect()
    }
}

impl SiglistFiles<'_> {
    /// Sees that some of the lists are not too large, all together, without compiling them.
    ///
    /// # Errors
    ///
    /// The first line that is too much. Lines that can't be compiled whatever the others are don't count.
    #[doc(hidden)]
    pub fn check_size(&self, lists: &[SiglistName]) -> Result<(), SiglistError> {
        let mut room = Room::default();
        for &list in lists {
            let entries = self.entries(list);
            room.take_lines(list, &entries)?;
            for entry in entries.iter().filter(|_| list != SiglistName::Sentinels) {
                if let Ok(asked) = Asked::read(&entry.text) {
                    room.take(list, entry, asked.weight())?;
                }
            }
        }
        Ok(())
    }
}

/// The lines that are entries, stripped, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Some editors put a byte order mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split('\n').enumerate();
    lines
        .map(|(index, line)| (index + 1, pytext::strip(line)))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
