//! The examples say what they promise.

#[expect(dead_code, reason = "nobody calls its main here")]
#[path = "../examples/batch.rs"]
mod batch;

#[test]
fn signatures_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let crash = |function: &str| format!(r#"{{"threads": [{{"frames": [{{"function": "{function}"}}]}}]}}"#);
    let lines = ["draw(int)", "paint", "draw(char)"].map(crash).join("\n");
    std::fs::write(folder.path().join("reports.ndjson"), lines).unwrap();
    let mut out = Vec::new();
    batch::run(&[folder.path().to_owned()], &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "2\tdraw\n1\tpaint\n");
}
