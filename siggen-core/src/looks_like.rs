//! What people take for a crash report: text that is not JSON, told by how it looks.

/// What text seems to be that is not JSON, and what to do.
#[cold]
pub(crate) fn looks_like(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    if text.starts_with('<') {
        return Some("this is a web page or XML: fetch the report as JSON");
    }
    if text.starts_with("MODULE ") {
        return Some("this is a symbol file: use a crash report");
    }
    if text.starts_with("OS|") {
        return Some("this is stackwalker output in the old format: run `minidump-stackwalk --json`");
    }
    // More than enough to see a stack in.
    let mut lines = text.lines().take(40).filter(|line| !line.trim().is_empty());
    if text.starts_with("Operating system:") || text.starts_with("Crash reason:") || lines.any(is_frame) {
        return Some("this looks like a stack as text: use the crash report as JSON");
    }
    None
}

/// Whether a line is a frame as people paste them: `#0 …`, `0  xul.dll  f`, `at f (file)`, `Thread 0`.
fn is_frame(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.strip_prefix('#').unwrap_or(line).trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = numbered.len() < line.strip_prefix('#').unwrap_or(line).len();
    let is_numbered = has_number && numbered.starts_with([' ', '\t', ':', '|']) && !numbered.trim().is_empty();
    is_numbered || ["at ", "Thread ", "Caused by:"].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_as_people_paste_them() {
        for text in [
            "#0  0x00007f in raise () from libc.so.6\n#1 abort",
            " 0  xul.dll  mozilla::Kite::Fly  kite.cpp:12",
            "Thread 0 (crashed)\n 0  libxul.so",
            "java.lang.Error: x\n\tat org.kite.Fly(Kite.java:1)",
            "Operating system: Windows NT",
            "0|0|xul.dll|f|||0x1",
        ] {
            assert!(looks_like(text).is_some_and(|is| is.contains("a stack as text")), "{text}");
        }
        for text in ["plain words", "12", "-1 x", "nul", "'a'", "see report 12 of 5"] {
            assert_eq!(looks_like(text), None, "{text}");
        }
    }
}
