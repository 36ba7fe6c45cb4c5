//! Where in a document a byte offset lies, for messages.

use super::Reader;
use crate::pytext;

/// Of a deep path, so many steps are shown at each end.
const SHOWN: usize = 8;

/// Of a long key, so many characters are shown.
const LONGEST_KEY: usize = 60;

/// The JSON path of the value that holds the byte at `offset`, such as
/// `json_dump.threads[3].frames[0].line`; empty at the top level.
///
/// Works on text that breaks off or goes wrong at that offset: it reads no further.
pub(crate) fn path_at(text: &str, offset: usize) -> String {
    enum Step {
        Key(String),
        Index(usize),
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut reader = Reader::at(text, 0);
    // A string is a key where an object waits for one.
    let mut wants_key = false;
    while reader.offset() < offset {
        let at = reader.pos;
        match reader.peek() {
            b'"' => {
                let Ok(string) = reader.string() else { break };
                if reader.pos > offset {
                    break;
                }
                if wants_key {
                    wants_key = false;
                    if let Some(Step::Key(key)) = steps.last_mut() {
                        *key = string.into_owned();
                    }
                }
            }
            b'{' => {
                steps.push(Step::Key(String::new()));
                wants_key = true;
                reader.pos += 1;
            }
            b'[' => {
                steps.push(Step::Index(0));
                reader.pos += 1;
            }
            b'}' | b']' => {
                steps.pop();
                reader.pos += 1;
            }
            b',' => {
                match steps.last_mut() {
                    Some(Step::Key(_)) => wants_key = true,
                    Some(Step::Index(index)) => *index += 1,
                    None => {}
                }
                reader.pos += 1;
            }
            _ => reader.pos = at + text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    let mut path = String::new();
    let left_out = SHOWN..steps.len().saturating_sub(SHOWN).max(SHOWN);
    for (depth, step) in steps.iter().enumerate() {
        if left_out.contains(&depth) {
            if depth == left_out.start {
                path.push('…');
            }
            continue;
        }
        match step {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(pytext::first_chars(key, LONGEST_KEY));
            }
            Step::Index(index) => path += &format!("[{index}]"),
        }
    }
    path
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
        let deep = "[".repeat(1_000_000);
        assert_eq!(path_at(&deep, deep.len()), "[0]".repeat(8) + "…" + &"[0]".repeat(8));
    }
}
