//! A line of a list by itself.

use std::ops::Range;

use once_cell::sync::OnceCell;
use regex_syntax::hir::Hir;

use super::SiglistError;
use super::asked::pattern;
use super::dialect::Pattern;
use super::engine::Engine;

/// A line of a list of regexes by itself, compiled.
///
/// [`Siglists`](super::Siglists) put all lines of a list to a frame at once; this is for programs that look at the
/// lines one by one. Lines of the list of sentinels are plain text and no patterns.
///
/// ```
/// use siggen_core::SiglistPattern;
///
/// let text = SiglistPattern::new(r"nsTArray\<T>::")?;
/// assert_eq!((text.text(), text.find("nsTArray<T>::at")), (Some("nsTArray<T>::"), Some(0..13)));
/// let regex = SiglistPattern::new(r"lstrcat(A|W)")?;
/// assert_eq!((regex.text(), regex.find("lstrcatW")), (None, Some(0..8)));
/// assert_eq!(SiglistPattern::new("lstrcat(").unwrap_err().message.split(',').next(), Some("missing )"));
/// # Ok::<(), siggen_core::SiglistError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SiglistPattern(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Text(String),
    Regex {
        regex: Hir,
        /// Compiled when a frame is asked for that is long enough.
        engine: OnceCell<Option<Engine>>,
    },
}

impl SiglistPattern {
    /// Reads a line.
    ///
    /// # Errors
    ///
    /// Why the line is no regex of Python's dialect, or that it uses what only a backtracking engine can do: the
    /// message that compiling the whole list gives.
    pub fn new(line: &str) -> Result<Self, SiglistError> {
        Ok(SiglistPattern(match pattern(line).map_err(SiglistError::of_no_list)? {
            Pattern::Literal(text) => Kind::Text(text),
            Pattern::Regex(regex) => Kind::Regex { regex, engine: OnceCell::new() },
        }))
    }

    /// The text that a frame starts with to match, where the line is nothing but text.
    pub fn text(&self) -> Option<&str> {
        match &self.0 {
            Kind::Text(text) => Some(text),
            Kind::Regex { .. } => None,
        }
    }

    /// The bytes of a frame that the line matches; they begin at the frame's start.
    pub fn find(&self, frame: &str) -> Option<Range<usize>> {
        match &self.0 {
            Kind::Text(text) => frame.starts_with(text.as_str()).then_some(0..text.len()),
            Kind::Regex { regex, engine } => {
                let least = regex.properties().minimum_len().unwrap_or_default();
                if frame.len() < least {
                    return None;
                }
                let engine = engine.get_or_init(|| Engine::from_start(regex.clone()).ok());
                Some(0..engine.as_ref()?.end(frame)?)
            }
        }
    }
}
