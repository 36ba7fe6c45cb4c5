//! `--output`, `--failed`, and what is said of problems and duplicates.

mod common;

use std::fs;
use std::fs::File;
use std::io::Read;

use common::{Folder, crash, many_crashes, siggen, siggen_on};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use serde_json::Value;

fn with_id(id: &str) -> String {
    crash("f").replacen('{', &format!("{{\"crash_id\": \"{id}\", "), 1)
}

#[test]
fn the_file_is_what_would_have_been_printed() {
    let folder = Folder::new();
    let input = folder.write("in.ndjson", many_crashes(0..300));
    for format in ["text", "table", "json", "ndjson", "csv", "markdown"] {
        let printed = siggen(&["signature", "--format", format, &input]).out;
        let run = |name: &str| {
            let path = folder.path(name);
            let ran = siggen(&["signature", "--format", format, &input, "-o", path.to_str().unwrap()]);
            assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
            File::open(path).unwrap()
        };
        let mut text = String::new();
        run("out").read_to_string(&mut text).unwrap();
        assert!(text == printed, "{format}");
        text.clear();
        flate2::read::MultiGzDecoder::new(run("out.gz")).read_to_string(&mut text).unwrap();
        assert!(text == printed, "{format}");
        assert!(zstd::decode_all(run("out.zst")).unwrap() == printed.as_bytes(), "{format}");
    }
    let left: Vec<_> = fs::read_dir(folder.name()).unwrap().collect();
    assert_eq!(left.len(), 4);
}

#[test]
fn parquet() {
    let folder = Folder::new();
    let noted =
        r#"{"crash_id": "b", "oom_allocation_size": 5, "original_signature": "old", "hang": "ui", "threads": []}"#;
    let input = folder.write("in.ndjson", format!("{}\n\nnull\n{noted}\n", with_id("a")));
    let list = folder.write("list.json", format!("[{}]", crash("g")));
    let path = folder.path("out.parquet");
    let run = |more: &[&str]| {
        siggen(
            &[["signature", "--format", "parquet", &input, &list, "-o", path.to_str().unwrap()].as_slice(), more]
                .concat(),
        )
    };
    assert_eq!(run(&[]).status, Some(1));
    let first = fs::read(&path).unwrap();
    assert_eq!(run(&["--jobs", "1"]).status, Some(1));
    assert!(fs::read(&path).unwrap() == first);

    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let columns = reader.metadata().file_metadata().schema_descr().root_schema().get_fields().to_vec();
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    assert_eq!(
        names,
        ["crash_id", "original_signature", "signature", "proto_signature", "notes", "source", "line", "index"]
    );
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].get_string(0).unwrap().as_str(), rows[0].is_null(1).unwrap()), ("a", true));
    assert_eq!((rows[0].get_string(2).unwrap().as_str(), rows[0].get_string(3).unwrap().as_str()), ("f", "f"));
    assert_eq!((rows[0].get_list(4).unwrap().len(), rows[0].get_long(6).unwrap()), (0, 1));
    assert_eq!(rows[1].get_string(1).unwrap(), "old");
    assert_eq!(rows[1].get_string(2).unwrap(), "hang: ui | OOM | small");
    assert!(rows[1].is_null(3).unwrap() && rows[1].is_null(7).unwrap() && rows[1].get_list(4).unwrap().len() > 0);
    assert_eq!((rows[1].get_string(5).unwrap().as_str(), rows[1].get_long(6).unwrap()), (input.as_str(), 4));
    assert_eq!((rows[2].get_string(5).unwrap().as_str(), rows[2].get_long(7).unwrap()), (list.as_str(), 0));

    assert_eq!(siggen(&["signature", "--format", "parquet", &input]).status, Some(2));
    assert_eq!(siggen(&["signature", "--format", "parquet", &input, "-o", "out.parquet.gz"]).status, Some(2));
}

#[test]
fn usage() {
    let folder = Folder::new();
    let input = folder.write("in/a.json", crash("a"));
    let output = folder.path("out.csv").to_str().unwrap().to_owned();
    let status = |args: &[&str]| siggen(&[&["signature"], args].concat()).status;
    assert_eq!(status(&[&input, "--resume"]), Some(2));
    assert_eq!(status(&[&input, "--restart"]), Some(2));
    assert_eq!(status(&[&input, "--resume", "--restart", "-o", &output]), Some(2));
    assert_eq!(status(&[&input, "--resume", "--unordered", "-o", &output]), Some(2));
    assert_eq!(status(&[&input, "--resume", "--format", "table", "-o", &output]), Some(2));
    assert_eq!(status(&["--resume", "-o", &output]), Some(2));
    assert_eq!(status(&[&input, "-o", folder.name()]), Some(2));
    assert_eq!(status(&[&input, "-o", "/no/such/folder/out"]), Some(2));
    assert_eq!(status(&[&input, "-o", &output, "--failed", &output]), Some(2));
    // What is read must not be written.
    assert_eq!(status(&[&input, "-o", &input]), Some(2));
    assert_eq!(status(&[&input, "--failed", &input]), Some(2));
    let inside = folder.path("in/out.ndjson");
    assert_eq!(status(&[folder.path("in").to_str().unwrap(), "-o", inside.to_str().unwrap()]), Some(2));
    assert_eq!(fs::read_to_string(&input).unwrap(), crash("a"));
    assert!(!fs::exists(&output).unwrap());
    // Nothing was begun, so it begins; then there is nothing to do.
    assert_eq!(status(&[&input, "--resume", "-o", &output]), Some(0));
    assert_eq!(fs::read_to_string(&output).unwrap(), "a\n");
    assert_eq!(status(&[&input, "--resume", "-o", &output]), Some(0));
    // A complete file is replaced by a new run.
    fs::write(&input, crash("b")).unwrap();
    assert_eq!(status(&[&input, "-o", &output]), Some(0));
    assert_eq!(fs::read_to_string(&output).unwrap(), "b\n");
    assert_eq!(status(&[&input, "--unordered", "-o", &output]), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full() {
    let folder = Folder::new();
    let input = folder.write("in.ndjson", many_crashes(0..10));
    let ran = siggen(&["signature", &input, "-o", "/dev/full"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("cannot write /dev/full: No space left on device"), "{}", ran.err);
    assert_eq!(siggen(&["signature", &input, "--failed", "/dev/full"]).status, Some(0));
    let ran = siggen_on(&["signature", "--failed", "/dev/full"], b"null\n");
    assert!(ran.status == Some(1) && ran.err.contains("cannot write /dev/full: "), "{}", ran.err);
}

#[test]
fn records_that_failed() {
    let folder = Folder::new();
    let failed = folder.path("failed.ndjson");
    let long = format!("{{\"a\": 01, \"b\": \"{}\"}}", "x".repeat(70_000));
    let lines = format!("{}\n{{\"a\": 01}} \n{long}\n{{\"b\": \"\u{1}\"}}\n", crash("a"));
    let input = folder.write("lines.ndjson", lines);
    let list = folder.write("list.json", format!("[{}, {{\"threads\": 01}}]", crash("b")));
    let broken = folder.write("broken.json", "{");
    let ran = siggen(&["signature", &input, &list, &broken, "--failed", failed.to_str().unwrap()]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "a\nb\n"));
    assert_eq!(ran.err, format!("siggen: 7 crashes; 5 failed, see {}\n", failed.display()));
    let text = fs::read_to_string(&failed).unwrap();
    let told: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), 5);
    let place =
        |at: usize| (told[at]["source"].as_str().unwrap(), told[at]["line"].as_u64(), told[at]["index"].as_u64());
    assert_eq!(place(0), (input.as_str(), Some(2), None));
    assert_eq!(
        (told[0]["record"].as_str(), told[2]["record"].as_str()),
        (Some("{\"a\": 01}"), Some("{\"b\": \"\u{1}\"}"))
    );
    assert!(told[0]["error"].as_str().unwrap().starts_with("byte 7, in a: expected"), "{}", told[0]);
    // It is too long, or the file as a whole.
    assert_eq!((place(1).1, &told[1]["record"]), (Some(3), &Value::Null));
    assert_eq!((place(3), &told[3]["record"]), ((list.as_str(), Some(1), Some(1)), &Value::from("{\"threads\": 01}")));
    assert_eq!((place(4).0, &told[4]["record"]), (broken.as_str(), &Value::Null));
}

#[test]
fn many_problems_are_counted() {
    let input = format!("{}\n{}", crash("a"), "null\n".repeat(1224));
    let ran = siggen_on(&["signature"], input.as_bytes());
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "a\n"));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 22, "{}", ran.err);
    assert!(lines[19].starts_with("siggen: <stdin>:21: expected a crash"), "{}", lines[19]);
    assert_eq!(lines[20], "siggen: … and 1,204 more; --failed FILE collects all of them");
    assert!(lines[21].starts_with("siggen: 1,225 crashes") && lines[21].contains("; 1,224 failed"), "{}", lines[21]);
}

#[test]
fn ids_that_occur_again() {
    let folder = Folder::new();
    let first = folder.write("1.ndjson", [with_id("a"), with_id("b"), crash("c"), crash("c")].join("\n"));
    let second = folder.write("2.json", format!("[{}, {}]", with_id("c"), with_id("b")));
    let ran = siggen(&["signature", &first, &second]);
    let said = format!("siggen: {second}[1] has the same crash id as {first}:2; further duplicates are only counted\n");
    assert_eq!((ran.status, ran.err), (Some(0), said.clone()));
    // Once, and then they are counted; `--jobs` makes no difference.
    let third = folder.write("3.ndjson", format!("{}\n{}\n", with_id("a"), with_id("b")));
    for jobs in ["1", "2"] {
        let ran = siggen(&["signature", "--jobs", jobs, &first, &second, &third]);
        assert_eq!((ran.status, ran.err), (Some(0), format!("{said}siggen: 8 crashes; 3 with a duplicate id\n")));
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_left_of_a_run_that_cant_begin() {
    let folder = Folder::new();
    let input = folder.write("in.ndjson", "null\n");
    let at = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    let (output, failed) = (at("out"), at("failed"));
    let names = || fs::read_dir(folder.name()).unwrap().count();
    let before = names();
    let long = at(&"n".repeat(245));
    for begin in [&[][..], &["--resume"], &["--restart"]] {
        for (args, words) in [
            (["-o", &output, "--failed", &at("none/failed")], "none/failed: "),
            // So long that only the names of the files beside it are too long.
            (["-o", &long, "--failed", &failed], ".part.state: "),
        ] {
            let ran = siggen(&[&["signature", &input], begin, &args].concat());
            assert!(ran.status == Some(2) && ran.err.contains(words), "{:?} {}", ran.status, ran.err);
            assert_eq!(names(), before, "{args:?} {begin:?}");
        }
    }
    // What is in the way at the end is named, and when it is gone the run goes on.
    fs::create_dir(at("out.done")).unwrap();
    let run = |begin| siggen(&["signature", &input, "-o", &output, "--failed", &failed, begin]);
    let ran = run("--restart");
    assert!(
        ran.status == Some(1) && ran.err.contains("cannot write ") && ran.err.contains("out.done: "),
        "{}",
        ran.err
    );
    fs::remove_dir(at("out.done")).unwrap();
    let ran = run("--resume");
    assert_eq!((ran.status, names()), (Some(1), before + 3), "{}", ran.err);
    assert_eq!(run("--resume").status, Some(0));
}

#[cfg(unix)]
#[test]
fn the_mode_of_the_file_that_is_replaced_stays() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let input = folder.write("in.ndjson", many_crashes(0..3));
    for (format, mode) in [("ndjson", 0o600), ("ndjson", 0o664), ("ndjson", 0o444), ("parquet", 0o640)] {
        let path = folder.path("out");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let ran = siggen(&["signature", "--format", format, &input, "-o", path.to_str().unwrap()]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode, "{format}");
        assert!(fs::read(&path).unwrap() != b"before");
        fs::remove_file(path).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_open_already_is_written_where_it_is() {
    let folder = Folder::new();
    let input = folder.write("in.ndjson", many_crashes(0..3));
    let printed = siggen(&["signature", "--format", "ndjson", &input]).out;
    let program = env!("CARGO_BIN_EXE_siggen");
    for (number, name) in [(1, "/dev/stdout"), (1, "/proc/self/fd/1"), (2, "/dev/stderr"), (3, "/dev/fd/3")] {
        let log = folder.write("log", "before\n");
        let run = format!("\"$0\" signature --format ndjson \"$1\" -o {name} {number}>> \"$2\"");
        let status = std::process::Command::new("sh").args(["-c", &run, program, &input, &log]).status().unwrap();
        assert!(status.success(), "{name}");
        assert_eq!(fs::read_to_string(&log).unwrap(), format!("before\n{printed}"), "{name}");
    }
    // What is written behind it by who opened it stands behind it.
    let log = folder.path("log");
    let run = "{ echo before; \"$0\" signature --format ndjson \"$1\" -o /dev/stdout; echo after; } > \"$2\"";
    let args = ["-c", run, program, &input, log.to_str().unwrap()];
    assert!(std::process::Command::new("sh").args(args).status().unwrap().success());
    assert_eq!(fs::read_to_string(&log).unwrap(), format!("before\n{printed}after\n"));
    let left: Vec<_> = fs::read_dir(folder.name()).unwrap().collect();
    assert_eq!(left.len(), 2);
}
