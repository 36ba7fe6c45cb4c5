//! Reports, lists and names of files that try to do something to the terminal or the spreadsheet that shows them.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod machines;
mod people;
mod spreadsheets;
#[cfg(unix)]
mod terminal;

use common::Folder;
use siggen_core::{SiglistName, is_hidden};

/// What no text for people may have in it as it is, of every class: C0 with DEL, C1, the bidirectional controls,
/// separators of lines, zero-width characters and tags.
const HIDDEN: [&str; 8] = [
    "\u{1b}]0;title\u{7}\u{1b}c\u{8}\u{7f}",
    "\u{9b}31m\u{9d}\u{80}",
    "\u{61c}\u{200e}\u{200f}",
    "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}",
    "\u{2066}\u{2067}\u{2068}\u{2069}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}",
    "\u{fe0f}\u{fff9}\u{180e}",
    "\u{e0001}\u{e0041}\u{e007f}",
];

/// These end a line of a list, so they are in texts of reports only.
const LINE_ENDS: &str = "\r\u{85}\u{2028}\u{2029}";

/// A text that a list may hold, with a word that tells where it comes from.
fn in_list(word: &str) -> String {
    format!("{word}{}x", HIDDEN.concat())
}

/// A text that a report may hold.
fn in_report(word: &str) -> String {
    format!("{word}{}{LINE_ENDS}x", HIDDEN.concat())
}

/// Reports with hostile texts wherever a signature, a note or an example is made of one, broken ones, and lists.
struct Hostile {
    folder: Folder,
}

impl Hostile {
    fn new() -> Self {
        let folder = Folder::new();
        for (number, plain) in [false, true].into_iter().enumerate() {
            let text = |word: &str| if plain { word.to_owned() } else { in_report(word) };
            let frames: Vec<_> = ["first", "second"]
                .map(|word| serde_json::json!({"function": text(word), "file": text("file"), "module": text("module"), "line": 7}))
                .into_iter()
                .chain([serde_json::json!({"function": in_list("listed")}), serde_json::json!({"module": text("bare")})])
                .collect();
            let report = serde_json::json!({
                "crash_id": text(&format!("id{number}")),
                "original_signature": text("=stored"),
                "moz_crash_reason": text("reason"),
                "crashing_thread": 0,
                "threads": [{"thread_name": text("thread"), "frames": frames}],
            });
            folder.write(&format!("reports/{}.json", in_file(&format!("report{number}"))), report.to_string());
        }
        let other = serde_json::json!({
            "crash_id": in_report("other"),
            "ipc_channel_error": in_report("channel"),
            "async_shutdown_timeout": in_report("timeout"),
            "abort_message": in_report("abort"),
            "threads": [{"frames": [{"function": in_report("first")}]}],
        });
        folder.write("reports/other.json", other.to_string());
        let java = serde_json::json!({"crash_id": in_report("java"), "java_stack_trace": in_report("Exception: \tat a.b(C.java:1)")});
        folder.write("reports/java.json", java.to_string());
        let key = serde_json::to_string(&in_report("key")).unwrap();
        folder.write("broken/unknown.json", format!("{{{key}: 1}}"));
        folder.write(&format!("broken/{}.json", in_file("cut")), format!("{{\"threads\": [{{{key}: [\u{202e}"));
        for list in SiglistName::ALL {
            folder.write(&format!("before/{list}.txt"), "first\n");
            folder.write(&format!("bad/{list}.txt"), format!("({}\n", in_list("bad")));
            let lines =
                [in_list("listed"), "first".to_owned(), in_list("first"), in_list("first"), "second".to_owned()];
            let allowance = format!("# siggen-lint: allow duplicate ({})", in_list("reason"));
            folder.write(&format!("after/{list}.txt"), format!("{}\n{allowance}\nsecond\n", lines.join("\n")));
        }
        Hostile { folder }
    }

    /// A path in the folder.
    fn path(&self, name: &str) -> String {
        self.folder.path(name).to_str().unwrap().to_owned()
    }

    /// The arguments of all that people read, but for the format that is the default.
    fn for_people(&self) -> Vec<Vec<String>> {
        let [reports, broken, before, after, bad] =
            ["reports", "broken", "before", "after", "bad"].map(|name| self.path(name));
        let listed = format!("prefix:{}", in_list("listed"));
        let missing = in_report("missing");
        [
            &["signature", "-v", &reports, &broken][..],
            &["signature", "--format", "table", &reports],
            &["signature", "--format", "markdown", &reports],
            &["explain", "--siglists", &after, "--color", "never", &reports],
            &["explain", "--siglists", &after, "--color", "never", "--all", &reports],
            &["explain", "--siglists", &after, "--debug-log", &reports],
            &[
                "explain",
                "--siglists",
                &after,
                "--color",
                "never",
                "--without",
                &listed,
                "--with-line",
                &listed,
                &reports,
            ],
            &["explain", "--id", &missing, &reports],
            &["explain", "--without", &listed, &reports],
            &["diff", "--color", "never", "--changes", &before, &after, &reports],
            &["diff", "--format", "markdown", &before, &after, &reports],
            &["diff", "--format", "html", &before, &after, &reports],
            &["diff", "--format", "html", "stored", &after, &reports],
            &["coverage", "--siglists", &after, &reports],
            &["coverage", "--siglists", &after, "--unused", &reports],
            &["coverage", "--siglists", &after, "--format", "markdown", &reports],
            &["lint", "--color", "never", "--allowed", &after, "--corpus", &reports],
            &["lint", "--format", "github", &after, "--corpus", &reports],
            &["lint", "--color", "never", &bad],
            // What is said on standard error.
            &["signature", &missing],
            &["signature", "--siglists", &bad, &reports],
            &["signature", "--siglists", &missing, &reports],
            &["diff", &missing, &after, &reports],
            &["lint", &missing],
            &["signature", "--format", &missing],
            &["explain", "--with-line", &missing],
            &[&missing],
        ]
        .map(|args| args.iter().map(|&arg| arg.to_owned()).collect())
        .into_iter()
        .chain([vec!["signature".to_owned(), format!("--{missing}")]])
        .collect()
    }
}

/// A part of a file's name.
fn in_file(word: &str) -> String {
    if cfg!(unix) { in_report(word) } else { word.to_owned() }
}

/// Fails where a text has a hidden character in it, but for ends of lines.
#[track_caller]
fn assert_shown(text: &str, what: impl std::fmt::Debug) {
    let hidden: String = text.chars().filter(|&c| c != '\n' && is_hidden(c)).collect();
    assert!(hidden.is_empty(), "{what:?} prints {hidden:?}: {text:?}");
}

/// The commands that write JSON of any kind, of these files.
fn in_json<'f>(reports: &'f str, before: &'f str, after: &'f str) -> [Vec<&'f str>; 9] {
    [
        vec!["signature", "--format", "json", reports],
        vec!["signature", "--format", "ndjson", reports],
        vec!["explain", "--format", "json", reports],
        vec!["diff", "--format", "json", before, after, reports],
        vec!["diff", "--format", "ndjson", before, after, reports],
        vec!["coverage", "--siglists", after, "--format", "json", reports],
        vec!["lint", "--format", "json", after],
        vec!["lint", "--format", "gitlab", after],
        vec!["lint", "--format", "sarif", after],
    ]
}
