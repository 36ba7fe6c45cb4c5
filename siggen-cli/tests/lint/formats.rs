//! Findings as other people's tools want them.

use serde_json::Value;
use siggen_analysis::Code;

use crate::common::{Folder, siggen};
use crate::{PREFIX, folder};

#[test]
fn github() {
    let folder = Folder::new();
    folder.write("my, lists/prefix_signature_re.txt", "100%x\n100%x\n# siggen-lint: allow over-broad (why)\nzero\n");
    let name = folder.path("my, lists").display().to_string();
    let ran = siggen(&["lint", &name, "--format", "github"]);
    let path = folder.path("my%2C lists").join(PREFIX).display().to_string();
    let expected = format!(
        "::warning file={path},line=2,title=siggen lint%3A duplicate::`100%25x`: the same entry is on line 1%0A\
         Remove one of the two.%0AIt matches `100%25x`.\n"
    );
    assert_eq!((ran.out, ran.status), (expected, Some(1)));
}

#[test]
fn gitlab() {
    let report = |text: &str| -> Vec<Value> {
        let folder = folder(text);
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_siggen"))
            .current_dir(folder.path("."))
            .args(["lint", ".", "--format", "gitlab"])
            .output()
            .unwrap();
        serde_json::from_slice(&ran.stdout).unwrap()
    };
    let entries = report("zero\nmemcpy\nmemcpy\nmemcpy\n");
    let of = |name: &str| entries.iter().map(|entry| entry[name].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("check_name"), ["over-broad", "duplicate", "duplicate"]);
    assert_eq!(of("severity"), ["minor"; 3]);
    assert_eq!(entries[2]["location"], serde_json::json!({"path": PREFIX, "lines": {"begin": 4}}));
    let prints = of("fingerprint");
    assert!(prints[0] != prints[1] && prints[1] != prints[2]);
    let moved = report("# New.\nmalloc\nzero\n\n\nmemcpy\nmemcpy\nmemcpy\n");
    assert_eq!(moved.iter().map(|entry| entry["fingerprint"].as_str().unwrap()).collect::<Vec<_>>(), prints);
    assert_eq!(report("memcpy\n"), [] as [Value; 0]);
}

#[test]
fn sarif() {
    let folder = folder("# siggen-lint: allow over-broad (why)\nzero\nkite.dll\na(\n");
    let ran = siggen(&["lint", folder.name(), "--format", "sarif"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(run["tool"]["driver"]["name"].is_string() && rules.len() == Code::ALL.len());
    let results = run["results"].as_array().unwrap();
    let seen: Vec<_> =
        results.iter().map(|result| (result["ruleId"].as_str().unwrap(), result["level"].as_str().unwrap())).collect();
    assert_eq!(seen, [("over-broad", "note"), ("unescaped-dot", "note"), ("invalid", "error")]);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with(PREFIX));
        assert!(place["region"]["startLine"].as_u64().unwrap() > 1);
        assert!(result["message"]["text"].is_string());
    }
    assert_eq!(results[0]["suppressions"], serde_json::json!([{"kind": "inSource", "justification": "why"}]));
    assert!(results[1].get("suppressions").is_none());
}
