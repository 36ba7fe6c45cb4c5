//! Numbers, lines and kinds in words.

use siggen_analysis::{BucketKind, Diff, Edit, EditedLine, Stored};
use siggen_core::SiglistName;

use super::{Report, Section};
pub(super) use crate::numbers::{number, percent, so_many};

/// [`so_many`] crashes.
pub(super) fn crashes(count: u64) -> String {
    so_many(count, "crash", "crashes")
}

/// All in one sentence.
pub(super) fn headline(diff: &Diff) -> String {
    if diff.crashes == 0 {
        return "There were no crashes to compare".to_owned();
    }
    let (before, after) = (diff.signatures_before, diff.signatures_after);
    if diff.changed == 0 {
        let signatures = so_many(before, "signature stays", "signatures stay");
        let verb = if diff.crashes == 1 { "changes" } else { "change" };
        return format!("None of {} {verb}: {signatures}", crashes(diff.crashes));
    }
    let verb = if diff.changed == 1 { "changes" } else { "change" };
    format!(
        "{} of {} {verb} ({}): {} {} {}",
        number(diff.changed),
        crashes(diff.crashes),
        percent(diff.changed, diff.crashes),
        so_many(before, "signature", "signatures"),
        if before == 1 { "becomes" } else { "become" },
        number(after)
    )
}

/// What there is to know about how the diff was made, in sentences.
pub(super) fn remarks(report: &Report<'_>) -> Vec<String> {
    let diff = report.diff;
    let mut remarks = Vec::new();
    if report.is_stopped {
        remarks.push(format!("Interrupted: this covers only {}.", crashes(diff.crashes)));
    }
    if report.failed > 0 {
        let records = so_many(report.failed, "record", "records");
        remarks.push(format!("{records} could not be read and {} not counted.", are(report.failed)));
    }
    if diff.left_out > 0 {
        let crashes = crashes(diff.left_out);
        let stored = "no signature is stored with them";
        remarks.push(format!("{crashes} {} left out: {stored}.", if diff.left_out == 1 { "was" } else { "were" }));
    }
    remarks
}

/// How many signatures are those that are stored with the crashes.
pub(super) fn agreement(stored: &Stored) -> String {
    let share = |same| percent(same, stored.crashes);
    format!(
        "{} of {} {} the same before ({}), {} after ({})",
        number(stored.same_before),
        so_many(stored.crashes, "stored signature", "stored signatures"),
        are(stored.same_before),
        share(stored.same_before),
        number(stored.same_after),
        share(stored.same_after),
    )
}

fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// The heading of a kind.
pub(super) fn heading(section: &Section<'_>) -> String {
    let name = match section.kind {
        BucketKind::Renamed => "Renamed",
        BucketKind::Split => "Split",
        BucketKind::Merged => "Merged",
        BucketKind::Mixed => "Mixed",
    };
    let groups = section.groups as u64;
    let groups = match section.kind {
        BucketKind::Renamed | BucketKind::Split => so_many(groups, "signature", "signatures"),
        BucketKind::Merged | BucketKind::Mixed => so_many(groups, "group of signatures", "groups of signatures"),
    };
    format!("{name}: {groups}, {}", crashes(section.moved))
}

/// What a kind means.
pub(super) fn meaning(kind: BucketKind) -> &'static str {
    match kind {
        BucketKind::Renamed => "All crashes of a signature now have another one.",
        BucketKind::Split => "Crashes of one signature now have several.",
        BucketKind::Merged => "Crashes of several signatures now have one.",
        BucketKind::Mixed => "Crashes of several signatures now have several others.",
    }
}

/// A list in a word, as people may write it.
pub(super) fn list(list: SiglistName) -> &'static str {
    match list {
        SiglistName::Irrelevant => "irrelevant",
        SiglistName::Prefix => "prefix",
        SiglistName::LineNumbers => "line-numbers",
        SiglistName::Sentinels => "sentinels",
    }
}

/// `+` or `-`.
pub(super) fn sign(edit: Edit) -> &'static str {
    match edit {
        Edit::Added => "+",
        Edit::Removed => "-",
    }
}

/// Where an edited line is.
pub(super) fn place(line: &EditedLine) -> String {
    format!("{}:{}", list(line.list), line.line)
}

/// A text, or that it is empty.
pub(super) fn or_empty(signature: &str) -> &str {
    if signature.is_empty() { "(empty)" } else { signature }
}

#[cfg(test)]
mod tests {
    use super::super::samples::diff;
    use super::*;

    #[test]
    fn headlines() {
        let line = |crashes, changed, signatures_before, signatures_after| {
            headline(&Diff { crashes, changed, signatures_before, signatures_after, ..diff() })
        };
        assert_eq!(line(0, 0, 0, 0), "There were no crashes to compare");
        assert_eq!(line(1, 0, 1, 1), "None of 1 crash changes: 1 signature stays");
        assert_eq!(line(3000, 0, 2, 2), "None of 3,000 crashes change: 2 signatures stay");
        assert_eq!(line(3, 1, 1, 2), "1 of 3 crashes changes (33.33%): 1 signature becomes 2");
        assert_eq!(
            line(1_000_000, 12_408, 9412, 9377),
            "12,408 of 1,000,000 crashes change (1.24%): 9,412 signatures become 9,377"
        );
    }
}
