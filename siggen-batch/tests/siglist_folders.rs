//! Folders of lists: what they give, and what is said where they give nothing.
#![allow(clippy::unwrap_used, reason = "a test that can't set up its files fails")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use siggen_batch::siglist_folder::{ListsError, extending, generator, lists, replacing};
use siggen_core::SiglistName;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn nothing_asked_for() {
    assert!(lists(None, None).unwrap().is_built_in());
}

#[test]
fn what_is_missing_is_told_from_what_is_wrong() {
    let none = Path::new("/no/such/folder");
    let some = folder(&[("prefix_signature_re.txt", "memcpy\n(bad\n")]);
    for result in [generator(Some(none), None), generator(None, Some(none))] {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(error.to_string().starts_with("/no/such/folder: "), "{error}");
    }
    let error = generator(Some(some.path()), None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(matches!(&error, ListsError::Missing { files, .. } if files.len() == 3), "{error}");
    let error = generator(None, Some(some.path())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    let ListsError::Siglist(inner) = &error else { panic!("{error}") };
    assert_eq!((inner.list, inner.line.as_ref().map(|line| line.number)), (Some(SiglistName::Prefix), Some(2)));
    assert_eq!(error.to_string(), inner.to_string());
}

#[test]
fn messages_name_the_files() {
    let three = ["irrelevant_signature_re.txt", "prefix_signature_re.txt", "signature_sentinels.txt"];
    let some = folder(&three.map(|name| (name, "")));
    let shown = some.path().display();
    assert_eq!(
        replacing(some.path()).unwrap_err().to_string(),
        format!(
            "{shown}: signatures_with_line_numbers_re.txt is missing; a directory of lists has \
             irrelevant_signature_re.txt, prefix_signature_re.txt, signatures_with_line_numbers_re.txt and \
             signature_sentinels.txt"
        )
    );
    let none = folder(&[("README.md", "")]);
    let shown = none.path().display();
    assert_eq!(
        extending(none.path()).unwrap_err().to_string(),
        format!(
            "{shown}: no lists found; a directory that extends lists has one or more of \
             irrelevant_signature_re.txt, prefix_signature_re.txt, signatures_with_line_numbers_re.txt and \
             signature_sentinels.txt (entries to add) and irrelevant_signature_re.remove.txt, \
             prefix_signature_re.remove.txt, signatures_with_line_numbers_re.remove.txt and \
             signature_sentinels.remove.txt (entries to remove)"
        )
    );
}

#[test]
fn a_folder_in_place_of_lists_and_one_that_extends_them() {
    let four = ["prefix_signature_re.txt", "signatures_with_line_numbers_re.txt", "signature_sentinels.txt"];
    let base = folder(&four.map(|name| (name, "")));
    fs::write(base.path().join("irrelevant_signature_re.txt"), "a\nb").unwrap();
    let more = folder(&[("irrelevant_signature_re.txt", "c"), ("irrelevant_signature_re.remove.txt", "a")]);
    let entries = |extend| {
        let lists = lists(Some(base.path()), extend).unwrap();
        let entries = lists.entries(SiglistName::Irrelevant).into_iter();
        entries.map(|entry| (entry.line.text, entry.is_added)).collect::<Vec<_>>()
    };
    let entry = |text: &str, is_added| (text.to_owned(), is_added);
    assert_eq!(entries(None), [entry("a", false), entry("b", false)]);
    assert_eq!(entries(Some(more.path())), [entry("b", false), entry("c", true)]);
    fs::write(more.path().join("irrelevant_signature_re.remove.txt"), "d").unwrap();
    assert!(generator(Some(base.path()), Some(more.path())).is_err());
}

#[cfg(unix)]
#[test]
fn a_list_is_a_file_and_no_longer_than_any() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("prefix_signature_re.txt");
    let message = || extending(folder.path()).unwrap_err().to_string();
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    assert_eq!(message(), format!("{}: this is not a regular file", path.display()));
    std::fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert_eq!(message(), format!("{}: this is not a regular file", path.display()));
    std::fs::remove_file(&path).unwrap();
    std::fs::File::create(&path).unwrap().set_len((4 << 20) + 1).unwrap();
    assert_eq!(message(), format!("{}: the list is larger than 4 MiB", path.display()));
}
