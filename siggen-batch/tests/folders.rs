//! Folders and arguments: what is found in them, in which order, and what is said of the rest.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{chance, run_from, seen};
use siggen_batch::{FolderOrder, Input, Inputs, Problem};

const ORDERS: [FolderOrder; 2] = [FolderOrder::Name, FolderOrder::AsFound];

fn write(folder: &Path, name: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("{{\"name\": \"{name}\"}}")).unwrap();
}

/// What is found, by its path in the folder.
fn found(folder: &Path, order: FolderOrder) -> Vec<Result<String, Problem>> {
    let inside = |path: PathBuf| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    let inputs = Inputs::new(&[folder.to_owned()], order).unwrap();
    let name = |input| match input {
        Input::Found(path) => inside(path),
        other => panic!("{other:?}"),
    };
    inputs.map(|input| input.map(name)).collect()
}

fn names(folder: &Path, order: FolderOrder) -> Vec<String> {
    found(folder, order).into_iter().map(Result::unwrap).collect()
}

#[test]
fn by_name_in_each_folder_or_as_found() {
    let folder = tempfile::tempdir().unwrap();
    let expected = [
        "B.JSON",
        "a.json",
        "b/1.ndjson.gz",
        "b/2/x.jsonl.zst",
        "b/2/y.feather",
        "b/3.parquet",
        "b.json",
        "c.arrow",
        "d.arrows",
        "e.ipc",
        "ä.json",
    ];
    for name in expected.iter().rev().chain(&["notes.txt", "b/json", "b/x.json.bak", "empty/none.md"]) {
        write(folder.path(), name);
    }
    assert_eq!(names(folder.path(), FolderOrder::Name), expected);
    let as_found: BTreeSet<String> = names(folder.path(), FolderOrder::AsFound).into_iter().collect();
    assert!(as_found.iter().eq(expected.iter().collect::<BTreeSet<_>>()));
}

#[test]
fn large_folders() {
    let folder = tempfile::tempdir().unwrap();
    let mut expected: Vec<String> = chance(1).take(3000).map(|number| format!("{number}.json")).collect();
    for name in &expected {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    expected.sort();
    expected.dedup();
    let mut as_found = names(folder.path(), FolderOrder::AsFound);
    as_found.sort();
    assert_eq!(as_found, expected);
    assert_eq!(names(folder.path(), FolderOrder::Name), expected);
    let mut inputs = Inputs::new(&[folder.path().to_owned(), "-".into()], FolderOrder::Name).unwrap();
    for left in (1..=expected.len() + 1).rev() {
        assert_eq!(inputs.size_hint(), (left, Some(left)));
        inputs.next().unwrap().unwrap();
    }
    assert_eq!((inputs.next(), inputs.size_hint()), (None, (0, Some(0))));
    let inputs = Inputs::new(&[folder.path().to_owned()], FolderOrder::AsFound).unwrap();
    assert_eq!(inputs.size_hint().1, None);
}

#[test]
fn arguments_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "one/a.json");
    write(folder.path(), "two/b.json");
    write(folder.path(), "file.txt");
    let path = |name: &str| folder.path().join(name);
    for order in ORDERS {
        let inputs = Inputs::new(&[path("two"), "-".into(), path("file.txt"), path("one")], order).unwrap();
        assert_eq!(inputs.size_hint(), (4, Some(4)));
        let expected = [
            Input::Found(path("two/b.json")),
            Input::Stdin,
            Input::File(path("file.txt")),
            Input::Found(path("one/a.json")),
        ];
        assert!(inputs.map(Result::unwrap).eq(expected));
        assert!(Inputs::new(&[], order).unwrap().map(Result::unwrap).eq([Input::Stdin]));
    }
}

#[test]
fn arguments_that_name_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "sub/notes.txt");
    let path = folder.path().to_owned();
    for order in ORDERS {
        let error = |arguments: &[PathBuf]| Inputs::new(arguments, order).unwrap_err().to_string();
        assert_eq!(
            error(&["-".into(), path.join("sub/notes.txt"), "-".into()]),
            "standard input can be read only once"
        );
        let shown = path.display();
        assert!(error(&[path.join("away.json")]).starts_with(&format!("{shown}/away.json: ")));
        let message = error(&[path.join("sub/notes.txt"), path.clone()]);
        assert!(
            message.starts_with(&format!(
                "{shown}: no crashes in this directory: no file name in it ends in .json, .ndjson"
            ))
        );
    }
}

#[cfg(unix)]
#[test]
fn links_and_what_is_no_file() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    write(folder.path(), "in/a.json");
    write(folder.path(), "elsewhere.txt");
    symlink("../elsewhere.txt", path("in/b.json")).unwrap();
    symlink("../nowhere", path("in/c.json")).unwrap();
    symlink(".", path("in/round.json")).unwrap();
    symlink("..", path("in/up")).unwrap();
    std::os::unix::net::UnixListener::bind(path("in/socket.json")).unwrap();
    for order in ORDERS {
        let mut found = names(&path("in"), order);
        found.sort();
        assert_eq!(found, ["a.json", "b.json", "c.json"]);
    }
    let all = seen(Inputs::new(&[path("in")], FolderOrder::Name).unwrap().collect());
    assert!(all[0].text.is_ok() && all[1].text.is_ok() && all[2].text.is_err());
    assert_eq!(all[2].source, path("in/c.json").to_str().unwrap());
    // A link that is an argument is followed.
    assert_eq!(names(&path("in/round.json"), FolderOrder::Name), ["a.json", "b.json", "c.json"]);
}

#[test]
fn what_goes_away_meanwhile_is_a_problem_in_its_place() {
    for order in ORDERS {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..1030 {
            fs::write(folder.path().join(format!("{number:04}.json")), "{}").unwrap();
        }
        write(folder.path(), "sub/x.json");
        // Only some are looked for in advance.
        let inputs = Inputs::new(&[folder.path().to_owned()], order).unwrap();
        fs::remove_file(folder.path().join("0007.json")).unwrap();
        let sub = folder.path().join("sub");
        fs::remove_dir_all(&sub).unwrap();
        let all: Vec<_> = inputs.collect();
        let all = run_from(all, None).into_iter().flat_map(|done| done.part);
        let mut problems: Vec<_> = all.filter(|seen| seen.text.is_err()).collect();
        problems.sort();
        assert_eq!(problems[0].source, folder.path().join("0007.json").to_str().unwrap());
        if order == FolderOrder::Name {
            assert_eq!((problems.len(), problems[1].source.as_str()), (2, sub.to_str().unwrap()));
        }
        assert!(problems.iter().all(|seen| seen.text.as_ref().unwrap_err().starts_with("cannot read: ")));
    }
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_skipped_in_folders_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("b.json"), "{}").unwrap();
    std::fs::write(path("plain"), "{}").unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path("a.json")).arg(path("pipe")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(path("c.ndjson")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", path("d.json")).unwrap();
    std::os::unix::fs::symlink(path("a.json"), path("e.json")).unwrap();
    std::os::unix::fs::symlink(path("plain"), path("f.json")).unwrap();
    for order in [FolderOrder::Name, FolderOrder::AsFound] {
        let inputs = Inputs::new(&[folder.path().to_owned()], order).unwrap();
        let skipped = inputs.skipped();
        let mut found: Vec<Input> = inputs.map(Result::unwrap).collect();
        found.sort_by_key(ToString::to_string);
        assert_eq!(found, [Input::Found(path("b.json")), Input::Found(path("f.json"))]);
        let said = skipped.said().unwrap();
        assert!(said.starts_with("skipped 4 devices, pipes and sockets in directories: "), "{said}");
    }
    // Named by themselves they are read.
    let inputs = Inputs::new(&[path("a.json")], FolderOrder::Name).unwrap();
    assert!(inputs.skipped().said().is_none());
    assert!(inputs.eq([Ok(Input::File(path("a.json")))]));
}

#[cfg(unix)]
#[test]
fn what_waits_keeps_nobody_where_it_was_found_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    // It was a file when the folder was read.
    assert!(std::process::Command::new("mkfifo").arg(path("a.json")).status().unwrap().success());
    let seen = common::seen(vec![Ok(Input::Found(path("a.json"))), common::bytes("after", "{}")]);
    assert_eq!(seen[0].text, Err("cannot read: this is no longer a file".to_owned()));
    assert_eq!(seen[1..], [common::whole("after", "{}")]);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_wait_are_problems() {
    // The messages of the kernel are a file by what the system says of it, and end by waiting for the next one.
    let messages = Path::new("/proc/kmsg");
    if std::fs::File::open(messages).is_err() {
        eprintln!("skipped: who runs this may not read {}", messages.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(messages, folder.path().join("a.ndjson")).unwrap();
    std::fs::write(folder.path().join("b.json"), "{}").unwrap();
    let seen = common::seen(Inputs::new(&[folder.path().to_owned()], FolderOrder::Name).unwrap().collect());
    let [.., waits, last] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(waits.text.as_ref().unwrap_err().ends_with("there is nothing to read yet, and siggen doesn't wait for it"));
    assert_eq!(last.text, Ok("{}".to_owned()));
}
