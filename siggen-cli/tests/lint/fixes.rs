//! What `--fix` does to files.

use std::fs;

use serde_json::Value;

use crate::common::{Folder, siggen};
use crate::{PREFIX, folder, json};

#[test]
fn fixes_mend_the_files() {
    let folder = folder("\u{feff}# Memory.\r\nmemcpy\r\n\r\nmemcpy_s\r\n  wl_(a|b).*\r\nzero\r\n");
    folder.write("signature_sentinels.txt", "b\na\nb");
    folder.write("irrelevant_signature_re.txt", "memset\n");
    let untouched = fs::metadata(folder.path("irrelevant_signature_re.txt")).unwrap().modified().unwrap();
    let ran = siggen(&["lint", folder.name(), "--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    assert_eq!(
        fs::read_to_string(folder.path(PREFIX)).unwrap(),
        "\u{feff}# Memory.\r\nmemcpy\r\n\r\n  wl_(a|b)\r\nzero\r\n"
    );
    assert_eq!(fs::read_to_string(folder.path("signature_sentinels.txt")).unwrap(), "b\na");
    assert_eq!(fs::metadata(folder.path("irrelevant_signature_re.txt")).unwrap().modified().unwrap(), untouched);
    assert_eq!(fs::read_dir(folder.path(".")).unwrap().count(), 3);
    for words in [
        ":4: fixed [shadowed] memcpy_s\n    Remove the entry",
        ":5: fixed [redundant-tail] wl_(a|b).*",
        ":3: fixed [duplicate] b",
        // Where it is now.
        ":5: warning [over-broad] ",
        "\n1 warning; 3 fixed\n",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    let again = siggen(&["lint", folder.name(), "--fix", "--format", "json", "--exit-zero"]);
    let document: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((document.get("fixed"), &document["summary"]["fixed"]), (None, &0.into()));
}

#[test]
fn only_what_is_asked_for_is_fixed() {
    let folder = folder("memcpy\nmemcpy_s\nmemcpy\n");
    let document = json(&[folder.name(), "--fix", "--only", "duplicate"]);
    assert_eq!(document["fixed"][0]["code"], "duplicate");
    assert_eq!(document["findings"].as_array().unwrap().len(), 0);
    assert_eq!(fs::read_to_string(folder.path(PREFIX)).unwrap(), "memcpy\nmemcpy_s\n");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let real = folder.write("real/list.txt", "memcpy\nmemcpy\n");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    fs::create_dir(folder.path("lists")).unwrap();
    symlink("../real/list.txt", folder.path("lists").join(PREFIX)).unwrap();
    assert_eq!(siggen(&["lint", folder.path("lists").to_str().unwrap(), "--fix"]).status, Some(0));
    assert!(fs::symlink_metadata(folder.path("lists").join(PREFIX)).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "memcpy\n");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    fs::write(&real, "memcpy\nmemcpy\n").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let ran = siggen(&["lint", folder.path("lists").to_str().unwrap(), "--fix"]);
    assert!(ran.status == Some(2) && ran.err.contains("read-only") && ran.err.contains(PREFIX), "{}", ran.err);
    assert_eq!(fs::read_to_string(&real).unwrap(), "memcpy\nmemcpy\n");
}
