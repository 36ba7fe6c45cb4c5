//! Java stack traces as text, and Java exceptions.

use crate::crash::{JavaException, JavaFrame};
use crate::pytext;

/// A signature and what there is to say about it.
pub(crate) struct JavaSignature {
    pub(crate) signature: String,
    pub(crate) notes: Vec<&'static str>,
}

/// A signature can't be longer, in code points; the description goes first.
const MAX_LENGTH: usize = 255;

/// What stands between an exception's class and what is said of it.
pub(crate) const DELIMITER: &str = ": ";

/// What a trace or exception gives that can't be read.
pub(crate) fn unusable_trace() -> JavaSignature {
    JavaSignature {
        signature: "EMPTY: Java stack trace not in expected format".to_owned(),
        notes: vec!["JavaSignatureTool: stack trace not in expected format"],
    }
}

/// The signature of a stack trace: the exception's class and description and the frame that threw.
pub(crate) fn trace_signature(trace: &str, delimiter: &str) -> JavaSignature {
    let mut lines = pytext::lines(trace).map(pytext::strip);
    let Some(first) = lines.next() else { return unusable_trace() };
    let mut notes = Vec::new();

    let (class, description) = if let Some((class, description)) = first.split_once(':') {
        (pytext::strip(class), without_addresses(description))
    } else {
        notes.push("JavaSignatureTool: stack trace line 1 is not in the expected format");
        (first, String::new())
    };
    let description = pytext::strip(&description);
    let frame = match lines.next() {
        Some("") => {
            notes.push("JavaSignatureTool: stack trace line 2 is empty");
            String::new()
        }
        Some(frame) => without_line_number(frame),
        None => {
            notes.push("JavaSignatureTool: stack trace line 2 is missing");
            String::new()
        }
    };

    // bug 865142: only an address at the end gets the colon that every description should have.
    let signature = if description.ends_with("<addr>") {
        join(delimiter, &[class, description, &frame])
    } else {
        join(delimiter, &[class, &join(" ", &[description, &frame])])
    };
    let signature = if pytext::is_longer_than(&signature, MAX_LENGTH) {
        notes.push("JavaSignatureTool: dropped Java exception description due to length");
        format!("{class}{delimiter}{frame}")
    } else {
        signature
    };
    JavaSignature { signature, notes }
}

/// Joins the parts that are not empty.
fn join(delimiter: &str, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(delimiter)
}

/// `@` and eight hexadecimal digits, in lower case as Java prints them, become `@<addr>`.
fn without_addresses(description: &str) -> String {
    let mut out = String::with_capacity(description.len());
    let mut rest = description;
    while let Some(at) = rest.find('@') {
        let after = &rest[at + 1..];
        out.push_str(&rest[..=at]);
        rest = after;
        let is_address = |digits: &str| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if after.get(..8).is_some_and(is_address) {
            out.push_str("<addr>");
            rest = &after[8..];
        }
    }
    out + rest
}

/// How a Java source file's name ends.
const JAVA: &str = ".java";

/// `(File.java:86)` at the end becomes `(File.java)`.
fn without_line_number(frame: &str) -> String {
    let shortened = frame.strip_suffix(')').and_then(|body| {
        let before = body.trim_end_matches(pytext::is_decimal);
        let file = before.strip_suffix(':').filter(|file| before.len() < body.len() && file.ends_with(JAVA))?;
        Some(format!("{file})"))
    });
    shortened.unwrap_or_else(|| frame.to_owned())
}

/// The signature of an exception: its class and the frame that threw.
pub(crate) fn exception_signature(exception: &JavaException<'_>) -> JavaSignature {
    let JavaException::Thrown { module, type_name, top_frame } = exception else {
        return JavaSignature {
            signature: "EMPTY: Java exception not in expected format".to_owned(),
            notes: vec!["JavaExceptionSignatureTool: value not in expected format"],
        };
    };
    let module = module.as_deref().filter(|module| !module.is_empty() && !type_name.is_empty());
    let class = match module {
        Some(module) => format!("{module}.{type_name}"),
        None => type_name.clone().into_owned(),
    };
    let signature = match top_frame {
        Some(frame) => format!("{class}: at {}", exception_frame(frame)),
        None => class,
    };
    JavaSignature { signature, notes: Vec::new() }
}

/// A frame of an exception, as signatures show it.
pub(crate) fn exception_frame(frame: &JavaFrame<'_>) -> String {
    let module = frame.module.as_deref().unwrap_or_default();
    let function = frame.function.as_deref().unwrap_or_default();
    match (join(".", &[module, function]), frame.filename.as_deref().unwrap_or_default()) {
        (name, _) if name.is_empty() => "unknown".to_owned(),
        (name, "") => name,
        (name, filename) => format!("{name}({filename})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_descriptions_go() {
        assert_eq!(without_addresses("Token@0123abcd gone"), "Token@<addr> gone");
        assert_eq!(without_addresses("@0123ABCD @0123abc"), "@0123ABCD @0123abc");
        assert_eq!(without_addresses("@@0123abcdef"), "@@<addr>ef");
        assert_eq!(without_addresses("@\u{e9}\u{e9}\u{e9}\u{e9}"), "@\u{e9}\u{e9}\u{e9}\u{e9}");
    }

    #[test]
    fn only_java_files_lose_their_line() {
        assert_eq!(without_line_number("at a.b(C.java:12)"), "at a.b(C.java)");
        assert_eq!(without_line_number("at a.b(C.kt:12)"), "at a.b(C.kt:12)");
        assert_eq!(without_line_number("at a.b(C.java:)"), "at a.b(C.java:)");
        assert_eq!(without_line_number("at a.b(C.java:12) x"), "at a.b(C.java:12) x");
    }
}
