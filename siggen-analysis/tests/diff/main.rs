//! A diff names exactly the crashes whose signature changes: held to signatures made anew, each by itself.
#![allow(missing_docs, clippy::unwrap_used)]

mod crashes;

use std::collections::{BTreeMap, BTreeSet};

use siggen_analysis::{BucketKind, Diff, DiffTally, Differ, DifferMemory, Edit, Fate};
use siggen_core::{Crash, Generator, SiglistFiles, SiglistName, Siglists};

use crashes::{Random, crashes, lists};

fn compiled(files: &SiglistFiles<'_>) -> Siglists {
    Siglists::new(files).unwrap()
}

/// The diff as two workers make it, who take turns in chunks of seven.
fn diff(before: Option<&SiglistFiles<'_>>, after: &SiglistFiles<'_>, crashes: &[String]) -> Diff {
    let differ = Differ::new(before.map(compiled), compiled(after));
    let mut memories = [DifferMemory::default(), DifferMemory::default()];
    let mut all = DiffTally::default();
    for (chunk, lines) in crashes.chunks(7).enumerate() {
        let mut tally = DiffTally::default();
        for json in lines {
            let crash = Crash::from_json(json.as_bytes()).unwrap();
            differ.add(&crash, &|| unreachable!("all of them have ids"), &mut memories[chunk % 2], &mut tally);
        }
        all.merge(tally);
    }
    differ.finish(all)
}

/// Id, signature before and signature after of each crash: every crash for itself, with lists compiled for it alone.
fn recomputed(before: &SiglistFiles<'_>, after: &SiglistFiles<'_>, crashes: &[String]) -> Vec<[String; 3]> {
    let generators = [before, after].map(|files| Generator::with_siglists(compiled(files)));
    let row = |json: &String| {
        let crash = Crash::from_json(json.as_bytes()).unwrap();
        let [before, after] = [0, 1].map(|side| generators[side].generate(&crash).signature);
        [crash.crash_id.as_deref().unwrap().to_owned(), before, after]
    };
    crashes.iter().map(row).collect()
}

/// Holds every number of a diff to the recomputed signatures. Gives how many crashes change.
fn assert_is_right(before: &SiglistFiles<'_>, after: &SiglistFiles<'_>, crashes: &[String]) -> usize {
    let diff = diff(Some(before), after, crashes);
    let rows = recomputed(before, after, crashes);
    let changed: BTreeSet<[&str; 3]> =
        rows.iter().filter(|[_, from, to]| from != to).map(|row| row.each_ref().map(String::as_str)).collect();

    let named = diff.changes.iter().map(|change| {
        let way = &diff.migrations[change.migration];
        [change.id.as_str(), &way.before, &way.after]
    });
    assert_eq!(named.collect::<BTreeSet<_>>(), changed);
    assert_eq!((diff.crashes, diff.changed), (rows.len() as u64, changed.len() as u64));

    let count = |side: usize| {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for row in &rows {
            *counts.entry(&row[side]).or_default() += 1;
        }
        counts
    };
    let [was, is] = [count(1), count(2)];
    assert_eq!([diff.signatures_before, diff.signatures_after], [was.len() as u64, is.len() as u64]);
    for bucket in &diff.buckets {
        for (side, counts) in [(&bucket.before, [&was, &is]), (&bucket.after, [&is, &was])] {
            for one in side {
                assert_eq!(Some(&one.crashes), counts[0].get(one.signature.as_str()));
                assert_eq!(one.other_side, counts[1].get(one.signature.as_str()).copied().unwrap_or(0));
            }
        }
        // The crashes of all buckets before are those of all buckets after.
        let total = |side: &[siggen_analysis::BucketCount]| side.iter().map(|bucket| bucket.crashes).sum::<u64>();
        assert_eq!(total(&bucket.before), total(&bucket.after));
        assert_eq!(bucket.moved, bucket.migrations.iter().map(|&way| diff.migrations[way].crashes).sum::<u64>());
    }
    assert_eq!(diff.buckets.iter().map(|bucket| bucket.moved).sum::<u64>(), diff.changed);
    for way in &diff.migrations {
        let rows = rows.iter().filter(|[_, from, to]| *from == way.before && *to == way.after);
        let mut ids: Vec<&String> = rows.map(|[id, ..]| id).collect();
        ids.sort();
        assert_eq!(way.crashes, ids.len() as u64);
        assert_eq!(way.is_whole, was[way.before.as_str()] == way.crashes);
        assert_eq!(way.examples.iter().collect::<Vec<_>>(), ids[..ids.len().min(5)]);
        assert!(!way.lines.is_empty(), "no line is responsible for {way:?}");
    }
    changed.len()
}

fn edited(files: &SiglistFiles<'_>, list: SiglistName, edit: impl Fn(&str) -> String) -> SiglistFiles<'static> {
    let mut edited = SiglistFiles::default();
    for name in SiglistName::ALL {
        let text = files.get(name);
        edited.set(name, if name == list { edit(text) } else { text.to_owned() });
    }
    edited
}

#[test]
fn edits_of_the_kinds_that_maintainers_make() {
    use SiglistName::{Irrelevant, LineNumbers, Prefix, Sentinels};
    let crashes = crashes(&mut Random::new(1), 1500);
    let lists = lists();
    let add = |list, line: &'static str| edited(&lists, list, move |text| format!("{text}{line}\n"));
    let without = |list, line: &'static str| {
        edited(&lists, list, move |text| {
            assert!(text.contains(line), "{line} is not in the list");
            text.replace(line, "")
        })
    };
    let instead = |list, line: &'static str, other: &'static str| {
        edited(&lists, list, move |text| {
            assert!(text.contains(line), "{line} is not in the list");
            text.replace(line, other)
        })
    };
    let edits = [
        add(Prefix, "Kite::fly"),
        add(Irrelevant, "Bridle::"),
        add(Prefix, "Kite::[a-f]"),
        add(Sentinels, "Spool::reel"),
        add(LineNumbers, "Tail::wag"),
        instead(Prefix, "mem(cpy|set)\n", "memcpy\n"),
        instead(Irrelevant, ".*Wait\n", "NtWait\n"),
        without(Prefix, "Line::\n"),
        without(Irrelevant, "RaiseException\n"),
        without(Sentinels, "Kite::crash\n"),
        without(LineNumbers, "js_Interpret\n"),
    ];
    for (index, after) in edits.iter().enumerate() {
        let changed = assert_is_right(&lists, after, &crashes);
        assert!(changed > 0 && changed < crashes.len(), "edit {index} changes {changed}");
        // And back again.
        assert_eq!(assert_is_right(after, &lists, &crashes), changed);
    }
    // A series: each edit on top of those before.
    for pair in edits.windows(2) {
        assert_is_right(&pair[0], &pair[1], &crashes);
    }
    assert_eq!(assert_is_right(&lists, &lists, &crashes), 0);
}

#[test]
fn edits_at_random() {
    let mut random = Random::new(2);
    let crashes = crashes(&mut random, 400);
    let mut before = lists();
    for _ in 0..60 {
        let mut after = before.clone();
        for _ in 0..=random.below(2) {
            let list = SiglistName::ALL[random.below(4)];
            let mut lines: Vec<String> = after.get(list).lines().map(str::to_owned).collect();
            if random.below(2) == 0 && !lines.is_empty() {
                lines.remove(random.below(lines.len()));
            } else {
                let name = crashes::NAMES[random.below(crashes::NAMES.len())];
                let cut = random.below(name.len()).max(1);
                lines.insert(random.below(lines.len() + 1), regex_of(&name[..cut], list));
            }
            after.set(list, lines.join("\n") + "\n");
        }
        assert_is_right(&before, &after, &crashes);
        before = after;
    }
}

/// A line that means the text.
fn regex_of(text: &str, list: SiglistName) -> String {
    if list == SiglistName::Sentinels {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_alphanumeric() || c == ':' || c == '_' { c.to_string() } else { format!("\\{c}") })
        .collect()
}

#[test]
fn kinds_fates_and_lines() {
    let before = SiglistFiles { prefix: "memcpy\n".into(), ..SiglistFiles::default() };
    let after = SiglistFiles { prefix: "paint\n".into(), irrelevant: "nothing\n".into(), ..SiglistFiles::default() };
    let crash = |id: &str, frames: &str| {
        let frames: Vec<String> = frames.split(' ').map(|name| format!(r#"{{"function": "{name}"}}"#)).collect();
        format!(r#"{{"crash_id": "{id}", "threads": [{{"frames": [{}]}}]}}"#, frames.join(","))
    };
    // memcpy | a and memcpy | b become memcpy; paint becomes paint | x and paint | y; c stays.
    let crashes = [
        crash("1", "memcpy a"),
        crash("2", "memcpy b"),
        crash("3", "paint x"),
        crash("4", "paint x"),
        crash("5", "paint y"),
        crash("6", "c"),
    ];
    let diff = diff(Some(&before), &after, &crashes);
    assert_eq!((diff.crashes, diff.changed, diff.signatures_before, diff.signatures_after), (6, 5, 4, 4));
    let lines: Vec<_> = diff.lines.iter().map(|line| (line.edit, line.text.as_str(), line.crashes)).collect();
    assert_eq!(lines, [(Edit::Added, "nothing", 0), (Edit::Removed, "memcpy", 2), (Edit::Added, "paint", 3)]);
    assert_eq!(
        diff.buckets.iter().map(|bucket| (bucket.kind, bucket.moved)).collect::<Vec<_>>(),
        [(BucketKind::Split, 3), (BucketKind::Merged, 2)]
    );
    let after: Vec<_> =
        diff.buckets[0].after.iter().map(|bucket| (bucket.signature.as_str(), bucket.crashes, bucket.fate)).collect();
    assert_eq!(after, [("paint | x", 2, Fate::New), ("paint | y", 1, Fate::New)]);
    assert_eq!(
        (diff.buckets[0].before[0].fate, diff.buckets[0].examples.as_slice()),
        (Fate::Gone, ["3".to_owned(), "5".to_owned(), "4".to_owned()].as_slice())
    );
    assert_eq!((diff.buckets[0].lines.as_slice(), diff.buckets[1].lines.as_slice()), ([2].as_slice(), [1].as_slice()));
    assert!(diff.stored.is_none() && diff.migrations.iter().filter(|way| way.is_whole).count() == 2);
}

#[test]
fn stored_signatures() {
    let lists = SiglistFiles { prefix: "memcpy\n".into(), ..SiglistFiles::default() };
    let empty = SiglistFiles::default();
    let crash = |stored: &str| {
        format!(r#"{{{stored} "threads": [{{"frames": [{{"function": "memcpy"}}, {{"function": "a"}}]}}]}}"#)
    };
    let crashes = [
        crash(r#""crash_id": "1", "original_signature": "memcpy","#),
        crash(r#""crash_id": "2", "original_signature": "memcpy | a","#),
        crash(r#""crash_id": "3","#),
    ];
    let stored = diff(None, &lists, &crashes);
    assert_eq!((stored.before.as_str(), stored.crashes, stored.changed, stored.left_out), ("stored", 2, 1, 1));
    assert_eq!((stored.changes[0].id.as_str(), stored.migrations[0].after.as_str()), ("1", "memcpy | a"));
    let both = diff(Some(&empty), &lists, &crashes).stored.unwrap();
    assert_eq!((both.crashes, both.same_before, both.same_after), (2, 1, 1));
}
