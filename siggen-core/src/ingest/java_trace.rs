//! The annotation `JavaStackTrace`, as a crash-report server makes it fit to be seen.

use std::borrow::Cow;

use crate::pytext;

/// What stands in place of a trace that is none.
const MALFORMED: &str = "malformed";

/// The trace without its messages, which can hold what is private: the exception's class and its
/// stack, up to where suppressed exceptions and causes begin.
pub(super) fn public(trace: &str) -> Cow<'static, str> {
    let mut lines = pytext::lines(trace).peekable();
    let Some(first) = lines.find(|line| !pytext::strip(line).is_empty()) else {
        // The reference makes a trace of an exception without a name.
        return "\n".into();
    };
    let class = first.split_once(':').map_or(first, |(class, _)| class);
    // The message goes on to the first line of the stack.
    while lines.next_if(|line| !line.starts_with("\tat ")).is_some() {}
    let mut text = pytext::strip(class).to_owned();
    let class_length = text.len();
    while let Some(line) = lines.next() {
        if pytext::strip(line).is_empty() {
            continue;
        }
        let Some(line) = line.strip_prefix('\t') else { return MALFORMED.into() };
        text.push_str("\n\t");
        text.push_str(line);
        let begins_more = |next: &str| ["Suppressed:", "Caused by:"].iter().any(|start| next.starts_with(start));
        if lines.peek().is_some_and(|next| begins_more(pytext::strip(next))) {
            break;
        }
    }
    if text.len() == class_length {
        text.push('\n');
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_causes_are_left_out() {
        for (trace, expected) in [
            ("a.B: c\n\tat d.E(F:1)\n", "a.B\n\tat d.E(F:1)"),
            ("\n a.B \nmore: of it\n\tat d.E\n \n\tat f.G", "a.B\n\tat d.E\n\tat f.G"),
            ("a.B\n\tat d.E\nCaused by: x\n\tat f.G", "a.B\n\tat d.E"),
            ("a.B\n\tat d.E\n\t\tSuppressed: x", "a.B\n\tat d.E"),
            ("a.B: c", "a.B\n"),
            ("a.B\n\tat d.E\nno tab", "malformed"),
            ("a.B\n\tat d.E\n\n\tat f.G\n\t... 3 more", "a.B\n\tat d.E\n\tat f.G\n\t... 3 more"),
        ] {
            assert_eq!(public(trace), expected, "{trace:?}");
        }
    }
}
