//! Where in a document a byte offset lies, for messages.

use super::{Reader, scan};

/// Of a deep path, so many steps are shown at each end.
const SHOWN: usize = 8;

/// Of a long key, so many characters are shown.
const LONGEST_KEY: usize = 60;

/// The JSON path of the value that holds the byte at `offset`, such as
/// `json_dump.threads[3].frames[0].line`; empty at the top level.
///
/// Works on text that breaks off or goes wrong at that offset: it reads no further. However deep the text nests, no
/// more is kept of the path than is shown: the text is read once for its depth, and once for the steps.
pub(crate) fn path_at(text: &str, offset: usize) -> String {
    let mut depth = 0_usize;
    tokens(text, offset, |token| match token {
        Token::Open { .. } => depth += 1,
        Token::Close => depth = depth.saturating_sub(1),
        Token::Comma | Token::String(_) => {}
    });
    steps(text, offset, depth).path()
}

/// What a path depends on.
enum Token<'a> {
    Open {
        is_object: bool,
    },
    Close,
    Comma,
    /// A string's content, as it is written.
    String(&'a str),
}

/// Visits the tokens before `offset`.
fn tokens<'a>(text: &'a str, offset: usize, mut visit: impl FnMut(Token<'a>)) {
    let mut reader = Reader::at(text, 0);
    while reader.offset() < offset {
        let at = reader.pos;
        reader.pos += 1;
        match text.as_bytes()[at] {
            b'"' => match scan::string(text.as_bytes(), at) {
                Ok((end, _)) if end <= offset => {
                    visit(Token::String(&text[at + 1..end - 1]));
                    reader.pos = end;
                }
                _ => return,
            },
            b'{' => visit(Token::Open { is_object: true }),
            b'[' => visit(Token::Open { is_object: false }),
            b'}' | b']' => visit(Token::Close),
            b',' => visit(Token::Comma),
            _ => {}
        }
    }
}

enum Step {
    Key(String),
    Index(usize),
}

/// The steps of a path that are shown.
struct Steps {
    first: Vec<Step>,
    last: Vec<Step>,
    /// How deep the path is, and how deep the reading.
    depth: usize,
    level: usize,
}

fn steps(text: &str, offset: usize, depth: usize) -> Steps {
    let mut steps = Steps { first: Vec::new(), last: Vec::new(), depth, level: 0 };
    // A string is a key where an object waits for one.
    let mut wants_key = false;
    tokens(text, offset, |token| match token {
        Token::Open { is_object } => {
            wants_key = is_object;
            steps.open(if is_object { Step::Key(String::new()) } else { Step::Index(0) });
        }
        Token::Close => steps.close(),
        Token::Comma => match steps.innermost() {
            Some(Step::Key(_)) => wants_key = true,
            Some(Step::Index(index)) => *index += 1,
            None => {}
        },
        Token::String(content) => {
            if std::mem::take(&mut wants_key)
                && let Some(Step::Key(key)) = steps.innermost()
            {
                *key = scan::unescape(beginning(content));
            }
        }
    });
    steps
}

impl Steps {
    /// The steps at the end of the path to which that of a level belongs; none where it isn't shown.
    fn of_level(&mut self, level: usize) -> Option<&mut Vec<Step>> {
        if level < SHOWN {
            Some(&mut self.first)
        } else if level < self.depth && level + SHOWN >= self.depth {
            Some(&mut self.last)
        } else {
            None
        }
    }

    fn open(&mut self, step: Step) {
        if let Some(steps) = self.of_level(self.level) {
            steps.push(step);
        }
        self.level += 1;
    }

    fn close(&mut self) {
        self.level = self.level.saturating_sub(1);
        if let Some(steps) = self.of_level(self.level) {
            steps.pop();
        }
    }

    /// The step that was opened last and is still open, if it is shown.
    fn innermost(&mut self) -> Option<&mut Step> {
        let level = self.level.checked_sub(1)?;
        self.of_level(level)?.last_mut()
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.first {
            step.add_to(&mut path);
        }
        if self.depth > 2 * SHOWN {
            path.push('…');
        }
        for step in &self.last {
            step.add_to(&mut path);
        }
        path
    }
}

impl Step {
    fn add_to(&self, path: &mut String) {
        match self {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Index(index) => *path += &format!("[{index}]"),
        }
    }
}

/// The first characters of a string's content, which is cut behind an escape, not within.
fn beginning(content: &str) -> &str {
    let mut rest = content.chars();
    for _ in 0..LONGEST_KEY {
        if rest.next() == Some('\\') && rest.next() == Some('u') {
            rest.nth(3);
        }
    }
    &content[..content.len() - rest.as_str().len()]
}

#[cfg(test)]
mod tests {
    use super::path_at;

    #[test]
    fn names_the_way_to_a_byte() {
        let text = r#"{"a":1,"threads":[{"frames":[]},{"frames":[{"line":x}]}]}"#;
        let x = text.find('x').expect("there");
        assert_eq!(path_at(text, x), "threads[1].frames[0].line");
        assert_eq!(path_at(text, 0), "");
        assert_eq!(path_at(r#"{"a":{"b":2},}"#, 13), "a");
        assert_eq!(path_at("[1,2,", 5), "[2]");
        assert_eq!(path_at(r#"{"a":"open"#, 10), "a");
        assert_eq!(path_at("]", 1), "");
        let deep = "[".repeat(1_000_000);
        assert_eq!(path_at(&deep, deep.len()), "[0]".repeat(8) + "…" + &"[0]".repeat(8));
    }

    #[test]
    fn what_is_closed_before_leaves_no_step() {
        // Deeper than what is shown, and than the path itself.
        let closed = format!("{}{}", "[".repeat(40), "]".repeat(40));
        let text = format!(r#"{{"a":{{"b":[{closed},{{"c":{closed}}},"#);
        assert_eq!(path_at(&text, text.len()), "a.b[2]");
        let deep = format!("{}[{closed},{{\"c\":{closed},\"d\":x", r#"{"k":"#.repeat(20));
        let path = path_at(&deep, deep.len() - 1);
        assert_eq!(path, format!("{}….{}[1].d", ["k"; 8].join("."), ["k"; 6].join(".")));
    }

    #[test]
    fn exactly_as_many_steps_as_are_shown() {
        for depth in [8, 9, 15, 16] {
            let text = "[".repeat(depth);
            assert_eq!(path_at(&text, depth), "[0]".repeat(depth), "{depth}");
        }
        assert_eq!(path_at(&"[".repeat(17), 17), "[0]".repeat(8) + "…" + &"[0]".repeat(8));
    }

    #[test]
    fn long_keys_are_cut_between_characters() {
        let key = |content: &str| {
            let text = format!("{{\"{content}\":x");
            path_at(&text, text.len() - 1)
        };
        assert_eq!(key(&"ä".repeat(100)), "ä".repeat(60));
        assert_eq!(key(&r"\u00e4".repeat(100)), "ä".repeat(60));
        assert_eq!(key(&r"\\".repeat(100)), r"\".repeat(60));
        assert_eq!(key(r"a\ud83d\ude00b"), "a\u{1f600}b");
    }
}
