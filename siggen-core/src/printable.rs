//! Text for people: what a crash report or a list holds is nobody's to command a terminal with.

use std::borrow::Cow;

/// Whether a character is not shown as one: it moves the cursor, turns the direction of writing, breaks the line or is
/// invisible, so that a text with it may look like another text, or do something to what shows it.
///
/// These are the control characters (C0, DEL and C1), the separators of lines and paragraphs, all that Unicode calls
/// default-ignorable (with the bidirectional controls, zero-width characters and tags) and the marks of annotations.
///
/// ```
/// use siggen_core::is_hidden;
///
/// assert!(['\n', '\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{e0041}'].into_iter().all(is_hidden));
/// assert!([' ', 'é', '日', '\u{a0}'].into_iter().all(|c| !is_hidden(c)));
/// ```
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A text, or its first so many characters with a sign that there are more: what says something about a text doesn't
/// grow as the text does.
///
/// ```
/// use siggen_core::shortened;
///
/// assert_eq!((&*shortened("kite", 4), &*shortened("kites", 4)), ("kite", "kite…"));
/// ```
pub fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => Cow::Owned(text[..end].to_owned() + "…"),
        None => Cow::Borrowed(text),
    }
}

/// A text with each [hidden](is_hidden) character in a form that is seen: a C0 control as its picture (`␛`), others by
/// their code (`\u{202e}`). The faces put each text from outside through this where people read it; what programs read
/// stays as it is.
///
/// It takes time and memory in proportion to the text.
///
/// ```
/// use siggen_core::printable;
///
/// assert_eq!(printable("a\u{1b}[31mb\u{202e}"), r"a␛[31mb\u{202e}");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or_default()),
            '\u{7f}' => shown.push('␡'),
            c if is_hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_is_what_unicode_says() {
        let class = r"[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\x{fff9}-\x{fffb}]";
        let class = regex::Regex::new(&format!("^{class}$")).expect("the regex compiles");
        for c in '\0'..=char::MAX {
            assert_eq!(is_hidden(c), class.is_match(c.encode_utf8(&mut [0; 4])), "{c:?}");
        }
    }

    #[test]
    fn each_form_is_seen() {
        assert_eq!(printable("\0\t\r\n\u{1b}\u{7f}"), "␀␉␍␊␛␡");
        assert_eq!(printable("\u{85}\u{9b}\u{ad}\u{feff}\u{e0041}"), r"\u{85}\u{9b}\u{ad}\u{feff}\u{e0041}");
        assert_eq!(printable(r"it\u{202e} is not undone"), r"it\u{202e} is not undone");
        for plain in ["", "plain ~", "é 日本 \u{a0}\u{fffd} 🪁"] {
            assert!(matches!(printable(plain), Cow::Borrowed(text) if text == plain));
        }
    }

    #[test]
    fn nothing_is_left_and_nothing_is_done_twice() {
        let all: String = ('\0'..=char::MAX).collect();
        let shown = printable(&all);
        assert!(!shown.chars().any(is_hidden));
        assert!(shown.len() < 3 * all.len());
        assert_eq!(printable(&shown), shown);
    }
}
