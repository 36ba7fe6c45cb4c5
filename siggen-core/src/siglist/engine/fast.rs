//! The regex crate as a whole.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::{SIZE_LIMIT, TOO_LARGE, last_line, room};

/// A compiled regex.
#[derive(Clone, Debug)]
pub(in crate::siglist) struct Engine {
    regex: Regex,
    looks_inside: bool,
}

impl Engine {
    /// A regex that a frame has to match from its start.
    pub(in crate::siglist) fn from_start(pattern: &str) -> Result<Self, String> {
        Ok(Engine { regex: compile(&format!(r"\A(?:{pattern})"))?, looks_inside: false })
    }

    /// Whether one of these texts occurs, with no line break before it: what lines of the form `.*text` ask.
    pub(in crate::siglist) fn inside(texts: &[String]) -> Result<Self, String> {
        let texts: Vec<_> = texts.iter().map(|text| regex::escape(text)).collect();
        Ok(Engine { regex: compile(&texts.join("|"))?, looks_inside: true })
    }

    #[inline]
    pub(in crate::siglist) fn is_match(&self, text: &str) -> bool {
        if self.looks_inside {
            return self.regex.find(text).is_some_and(|found| !text[..found.start()].contains('\n'));
        }
        self.regex.is_match(text)
    }

    /// Where the match ends that begins at the text's start.
    pub(in crate::siglist) fn end(&self, text: &str) -> Option<usize> {
        Some(self.regex.find(text)?.end())
    }
}

/// Many regexes, to find all that match a frame from its start.
#[derive(Clone, Debug)]
pub(in crate::siglist) struct Set(RegexSet);

impl Set {
    pub(in crate::siglist) fn new(patterns: &[&str]) -> Result<Self, String> {
        let room = room(patterns.iter().map(|pattern| pattern.len()).sum());
        let patterns = patterns.iter().map(|pattern| format!(r"\A(?:{pattern})"));
        let mut set = RegexSetBuilder::new(patterns);
        set.size_limit(SIZE_LIMIT).dfa_size_limit(room).build().map(Set).map_err(|error| reason(&error))
    }

    /// The indices of those that match, in order.
    pub(in crate::siglist) fn matching(&self, text: &str) -> Vec<usize> {
        self.0.matches(text).into_iter().collect()
    }
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let mut regex = RegexBuilder::new(pattern);
    regex.size_limit(SIZE_LIMIT).dfa_size_limit(room(pattern.len())).build().map_err(|error| reason(&error))
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => TOO_LARGE.to_owned(),
        error => last_line(&error.to_string()),
    }
}
