//! What people have in place of a crash report: named, with what to do.

use crate::error::Error;

/// What bytes are that are no text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Error> {
    const STACKWALK: &str = "use the output of `minidump-stackwalk --json`";
    const UNPACK: &str = "decompress it first";
    const MAGIC: [(&[u8], &str, &str); 6] = [
        (b"MDMP", "a minidump", STACKWALK),
        (b"PMDM", "a minidump from a big-endian machine", STACKWALK),
        (b"\x1f\x8b", "gzip-compressed data", UNPACK),
        (b"\x28\xb5\x2f\xfd", "zstd-compressed data", UNPACK),
        (b"PK\x03\x04", "a zip archive", UNPACK),
        (b"\x7fELF", "a program, library or core dump", "use a crash report in JSON"),
    ];
    let (_, is, instead) = MAGIC.into_iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(Error::Foreign { is, instead })
}

/// What an object is that no shape has members of, going by the names that it has.
pub(super) fn of_object(names: &[&str]) -> Option<Error> {
    let has = |name| names.contains(&name);
    if has("hits") && (has("total") || has("facets")) {
        let instead = "its hits are not complete reports: fetch the processed crash of each `uuid`";
        return Some(Error::Foreign { is: "a Super Search response", instead });
    }
    if has("error") || has("errors") {
        return Some(Error::Foreign {
            is: "an error response from a server",
            instead: "its `error` says what went wrong",
        });
    }
    None
}

/// What text seems to be that is not JSON, and what to do.
#[cold]
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
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
            assert!(of_text(text).is_some_and(|is| is.contains("a stack as text")), "{text}");
        }
        for text in ["plain words", "12", "-1 x", "nul", "'a'", "see report 12 of 5"] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
