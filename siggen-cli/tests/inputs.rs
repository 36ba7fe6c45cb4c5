//! What `siggen` reads: layouts, compression, folders, and input that is no good.

mod common;

use common::{Folder, crash, gzip, siggen, siggen_on};

fn signatures(input: &[u8]) -> String {
    let ran = siggen_on(&["signature"], input);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    ran.out
}

fn two() -> String {
    format!("{}\n{}\n", crash("first"), crash("second"))
}

#[test]
fn layouts() {
    assert_eq!(signatures(two().as_bytes()), "first\nsecond\n");
    assert_eq!(signatures(two().replace('\n', "\r\n\r\n").as_bytes()), "first\nsecond\n");
    assert_eq!(signatures(format!("\u{feff}{}", two()).as_bytes()), "first\nsecond\n");
    assert_eq!(signatures(two().trim_end().as_bytes()), "first\nsecond\n");
    assert_eq!(signatures(format!("[{},\n{}]", crash("first"), crash("second")).as_bytes()), "first\nsecond\n");
    assert_eq!(signatures(crash("one").replace(": ", ":\n  ").as_bytes()), "one\n");
    assert_eq!(signatures(format!("\u{feff}\n{}", crash("one")).as_bytes()), "one\n");
    assert_eq!(signatures(b"[]"), "");
}

#[test]
fn compression_is_detected_from_the_content() {
    let members = [gzip(crash("first").as_bytes()), gzip(b"\n"), gzip(crash("second").as_bytes())].concat();
    assert_eq!(signatures(&members), "first\nsecond\n");
    assert_eq!(signatures(&zstd::encode_all(two().as_bytes(), 1).unwrap()), "first\nsecond\n");
    let folder = Folder::new();
    let misnamed = folder.write("plain.json.gz", crash("plain"));
    assert_eq!(siggen(&["signature", &misnamed]).out, "plain\n");
    let cut = folder.write("cut.json.gz", &gzip(two().as_bytes())[..30]);
    let ran = siggen(&["signature", &cut]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.starts_with(&format!("siggen: {cut}:1: cannot read any further: ")), "{}", ran.err);
}

#[test]
fn folders_in_order_of_names() {
    let folder = Folder::new();
    folder.write("b.json", crash("b"));
    folder.write("a/2.ndjson.gz", gzip(two().as_bytes()));
    folder.write("a/10.jsonl.zst", zstd::encode_all(crash("ten").as_bytes(), 1).unwrap());
    folder.write("c.txt", "no crash");
    assert_eq!(siggen(&["signature", folder.name()]).out, "ten\nfirst\nsecond\nb\n");
    let empty = Folder::new();
    empty.write("c.txt", "no crash");
    let ran = siggen(&["signature", empty.name()]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.starts_with(&format!("siggen: {}: no crashes in this directory", empty.name())), "{}", ran.err);
}

#[test]
fn a_broken_line_spoils_no_other() {
    let input = format!("{}\n\n{}\nnull\n{}\n", crash("a"), r#"{"threads": [{]}"#, crash("b"));
    let ran = siggen_on(&["signature"], input.as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "a\nb\n"));
    assert_eq!(
        ran.err,
        "siggen: <stdin>:3: byte 14, in threads[0]: expected a key in double quotes, found `]`\n\
         siggen: <stdin>:4: expected a crash report, which is an object, found null\n\
         siggen: 4 crashes; 2 failed\n"
    );
    let lines = siggen_on(&["signature", "--format", "ndjson"], input.as_bytes()).out;
    let kinds: Vec<bool> = lines.lines().map(|line| line.starts_with("{\"error\":")).collect();
    assert_eq!(kinds, [false, true, true, false]);
    // The first line as well.
    let ran = siggen_on(&["signature"], format!("{{\"threads\"\n{}", two()).as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "first\nsecond\n"));
}

#[test]
fn a_broken_item_of_a_list() {
    let ran = siggen_on(&["signature"], format!("[{},\n{{\"threads\": 01}}, {}]", crash("a"), crash("b")).as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "a\nb\n"));
    assert!(ran.err.starts_with("siggen: <stdin>:2: byte "), "{}", ran.err);
    assert!(ran.err.contains(", in [1].threads: expected"), "{}", ran.err);
}

#[test]
fn bad_bytes() {
    let status = |input: &[u8], words: &str| {
        let ran = siggen_on(&["signature"], input);
        assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    status(b"", "<stdin>: empty input: a crash report is a JSON object");
    status(b" \n \n", "empty input");
    status(b"{\"a\": \"\xff\"}", "<stdin>:1: byte 7: invalid UTF-8 (0xff)");
    status(b"{\"a\": \"\0\"}", "byte 7, in a: expected an escaped control character");
    status(b"\0\0\0\0", "byte 0: expected a value");
    let deep = [b"{\"a\": ".as_slice(), &b"[".repeat(1_000_000)].concat();
    status(&deep, "byte 1000006, in a");
    let deep = [deep.as_slice(), &b"]".repeat(1_000_000), b", \"threads\": []}"].concat();
    assert_eq!(signatures(&deep), "EMPTY: no frame data available\n");
}

#[test]
fn usage() {
    let missing = siggen(&["signature", "/no/such/file.json"]);
    assert_eq!((missing.status, missing.out.as_str()), (Some(2), ""));
    assert_eq!(missing.err, "siggen: /no/such/file.json: No such file or directory\n");
    assert_eq!(siggen(&["signature", "--no-such-option"]).status, Some(2));
    assert_eq!(siggen(&["signature", "-", "-"]).status, Some(2));
    assert_eq!(siggen(&[]).status, Some(2));
}

#[test]
fn many_records_keep_their_order() {
    let input: String = (0..20_000).map(|number| crash(&format!("f{number}")) + "\n").collect();
    let expected = (0..20_000).fold(String::new(), |all, number| all + &format!("f{number}\n"));
    for jobs in ["1", "2", "7"] {
        let ran = siggen_on(&["signature", "--jobs", jobs], input.as_bytes());
        assert!(ran.out == expected, "with {jobs} jobs");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let folder = Folder::new();
    let input: String = (0..50_000).map(|number| crash(&format!("function_{number}")) + "\n").collect();
    let path = folder.write("many.ndjson", input);
    for format in ["text", "json", "csv"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_siggen"))
            .args(["signature", "--format", format, &path])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    }
}
