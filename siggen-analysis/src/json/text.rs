//! Texts, with what JSON can't hold as it is written in another way.

/// Appends a text as a JSON string.
pub(super) fn push_text(out: &mut String, text: &str) {
    out.push('"');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[written..at]);
        written = at + 1;
        let short = match byte {
            b'\x08' => 'b',
            b'\t' => 't',
            b'\n' => 'n',
            b'\x0c' => 'f',
            b'\r' => 'r',
            control @ ..b' ' => {
                out.push_str(if control < 0x10 { "\\u000" } else { "\\u001" });
                out.push(char::from(b"0123456789abcdef"[usize::from(control % 0x10)]));
                continue;
            }
            itself => char::from(itself),
        };
        out.push('\\');
        out.push(short);
    }
    out.push_str(&text[written..]);
    out.push('"');
}
