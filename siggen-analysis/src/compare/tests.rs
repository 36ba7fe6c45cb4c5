use super::*;

/// Signatures by how many reports have them in a row: `A3 B` is three of A and one of B.
fn signatures(text: &str) -> Vec<String> {
    let mut signatures = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let (name, count) = word.split_at(1);
        signatures.resize(signatures.len() + count.parse().unwrap_or(1), name.to_owned());
    }
    signatures
}

/// What happened, in one line a change: `split A10 -> A7 B3, 3 moved`.
fn told(before: &str, after: &str) -> Vec<String> {
    let buckets = |buckets: &[Bucket]| -> String {
        let buckets: Vec<_> = buckets.iter().map(|bucket| format!("{}{}", bucket.signature, bucket.reports)).collect();
        buckets.join(" ")
    };
    let (before, after) = (signatures(before), signatures(after));
    assert_eq!(before.len(), after.len());
    let comparison = compare(&before, &after);
    let told = comparison.buckets.iter().map(|change| {
        let kind = serde_json::to_value(change.kind).unwrap();
        let (before, after) = (buckets(&change.before), buckets(&change.after));
        format!("{} {before} -> {after}, {} moved", kind.as_str().unwrap(), change.moved)
    });
    told.collect()
}

#[test]
fn where_nothing_changes_there_is_nothing_to_tell() {
    assert_eq!(told("A3 B2", "A3 B2"), [""; 0]);
    assert_eq!(compare::<&str>(&[], &[]), Comparison::default());
}

#[test]
fn all_of_a_bucket_in_a_new_one_is_renamed() {
    assert_eq!(told("A10 B2", "C10 B2"), ["renamed A10 -> C10, 10 moved"]);
    // The name was another bucket's, of which nothing is left.
    assert_eq!(told("A10 B2", "B10 C2"), ["renamed A10 -> B10, 10 moved", "renamed B2 -> C2, 2 moved"]);
    assert_eq!(told("A1 B1", "B1 A1"), ["renamed A1 -> B1, 1 moved", "renamed B1 -> A1, 1 moved"]);
}

#[test]
fn a_part_of_a_bucket_in_a_new_one_is_split() {
    assert_eq!(told("A10 C1", "A7 B3 C1"), ["split A10 -> A7 B3, 3 moved"]);
    assert_eq!(told("A10", "B2 C5 D3"), ["split A10 -> C5 D3 B2, 10 moved"]);
}

#[test]
fn all_of_a_bucket_in_an_old_one_is_merged() {
    assert_eq!(told("A10 B5", "B15"), ["merged A10 B5 -> B15, 10 moved"]);
    assert_eq!(told("A1 B5 C5", "D11"), ["merged B5 C5 A1 -> D11, 11 moved"]);
}

#[test]
fn a_part_of_a_bucket_in_an_old_one_is_mixed() {
    assert_eq!(told("A10 B5", "A7 B3 B5"), ["mixed A10 B5 -> B8 A7, 3 moved"]);
    // A and C have to do with each other through B.
    assert_eq!(told("A2 B2 C2", "A1 B1 B1 C1 C2"), ["mixed A2 B2 C2 -> C3 B2 A1, 2 moved"]);
}

#[test]
fn the_largest_change_comes_first_then_the_first_name() {
    assert_eq!(
        told("A1 C3 B1 D9", "X1 Z3 Y1 D9"),
        ["renamed C3 -> Z3, 3 moved", "renamed A1 -> X1, 1 moved", "renamed B1 -> Y1, 1 moved"]
    );
}

#[test]
fn buckets_are_counted_in_all_reports() {
    let before = ["A", "B", "A", "C", "A"];
    let after = ["A", "B", "D", "C", "A"];
    let comparison = compare(&before, &after);
    assert_eq!((comparison.reports, comparison.changed), (5, 1));
    assert_eq!(comparison.changes, [ReportChange { report: 2, before: "A".into(), after: "D".into() }]);
    let change = &comparison.buckets[0];
    assert_eq!((change.before[0].reports, change.after[0].reports, change.after[1].reports), (3, 2, 1));
    assert_eq!(change.examples, [2]);
}

#[test]
fn examples_are_of_all_ways() {
    // Eight go to B, and the last two to C and D.
    let (before, after) = (signatures("A10"), signatures("B8 C1 D1"));
    assert_eq!(compare(&before, &after).buckets[0].examples, [0, 1, 2, 8, 9]);
    let (before, after) = (signatures("A9"), signatures("B1 C1 D1 E1 F1 G1 H1 I1 A1"));
    assert_eq!(compare(&before, &after).buckets[0].examples, [0, 1, 2, 3, 4]);
}

#[test]
fn the_rest_of_the_longer_side_is_not_looked_at() {
    let comparison = compare(&["A"], &["B", "C"]);
    assert_eq!((comparison.reports, comparison.changed), (1, 1));
}

#[test]
fn many_reports_keep_their_groups_apart() {
    // Bucket i becomes bucket i / 3, of other names: each three are merged, and nothing else.
    let before: Vec<String> = (0..9000).map(|report| format!("before {}", report % 3000)).collect();
    let after: Vec<String> = (0..9000).map(|report| format!("after {}", report % 3000 / 3)).collect();
    let comparison = compare(&before, &after);
    assert_eq!(comparison.buckets.len(), 1000);
    for change in comparison.buckets {
        assert_eq!((change.kind, change.before.len(), change.after.len(), change.moved), (Kind::Merged, 3, 1, 9));
    }
}

#[test]
fn a_comparison_is_serialized_as_the_package_says() {
    let expected = serde_json::json!({
        "reports": 2,
        "changed": 1,
        "buckets": [{
            "kind": "split",
            "before": [{"signature": "A", "reports": 2}],
            "after": [{"signature": "A", "reports": 1}, {"signature": "B", "reports": 1}],
            "moved": 1,
            "examples": [1]
        }],
        "changes": [{"report": 1, "before": "A", "after": "B"}]
    });
    assert_eq!(serde_json::to_value(compare(&["A", "A"], &["A", "B"])).unwrap(), expected);
}
