//! What there is to know about a rule, and whether it runs.

/// Whether a rule runs, and the fact that decides, as a clause: `reason is STATUS_NO_MEMORY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// It runs.
    Yes(&'static str),
    /// It doesn't.
    No(&'static str),
}

/// What there is to know about a rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The name, which begins the rule's notes.
    pub name: &'static str,
    /// The documentation, in Markdown; the first paragraph is a summary.
    pub docs: &'static str,
    /// The fields of crash data that decide.
    pub reads: &'static [&'static str],
    /// Bugzilla bugs that the rule or a part of it comes from.
    pub bugs: &'static [u32],
}

impl RuleInfo {
    /// What there is to know about a rule of your own.
    pub const fn new(name: &'static str, docs: &'static str) -> Self {
        RuleInfo { name, docs, reads: &[], bugs: &[] }
    }

    /// The fields of crash data that decide. One of a wrong type is reported by the first rule that reads it.
    #[must_use]
    pub const fn reading(self, fields: &'static [&'static str]) -> Self {
        RuleInfo { reads: fields, ..self }
    }

    /// The first paragraph of the documentation, on one line.
    pub fn summary(&self) -> String {
        let paragraph = self.docs.split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
