//! Lines that stand out of the order that their list is kept in.

use siggen_core::SiglistName;

use siggen_core::order::sorted;

use super::code::Code;
use super::finding::{Finding, Fix, LineEdit, Related, Severity, shown};
use super::rows::Rows;

/// What an order goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collation {
    /// All characters, without regard to case: underscores before letters.
    Characters,
    /// Letters and digits only, without regard to case: `_purecall` is at home among the `p`.
    Letters,
}

/// Of how many neighbours one may be out of order: with more of them, nobody keeps this list in order.
const ONE_OF: usize = 20;

/// How many neighbours there are at least where one is out of order.
const FEWEST: usize = 10;

impl Collation {
    /// The order that a list is kept in, if it is evident.
    pub(super) fn of(groups: &[Vec<(usize, &str)>]) -> Option<Self> {
        let all: usize = groups.iter().map(|group| group.len().saturating_sub(1)).sum();
        let is_kept = |collation: &Collation| {
            let breaks: usize = groups.iter().map(|group| collation.breaks(group)).sum();
            breaks == 0 || (all >= FEWEST && breaks <= (all / ONE_OF).max(1))
        };
        // Where both are evident, all groups are short or hold nothing but words: characters say more.
        [Collation::Characters, Collation::Letters].into_iter().find(is_kept)
    }

    /// The order that lines are in, with or without comments among them; that by characters where none is evident.
    pub(super) fn of_lines<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut groups = vec![Vec::new()];
        for line in lines.map(str::trim) {
            match groups.last_mut() {
                Some(group) if !line.is_empty() && !line.starts_with('#') => group.push((0, line)),
                _ => groups.push(Vec::new()),
            }
        }
        Collation::of(&groups).unwrap_or(Collation::Characters)
    }

    fn breaks(self, group: &[(usize, &str)]) -> usize {
        group.windows(2).filter(|pair| self.key(pair[0].1) > self.key(pair[1].1)).count()
    }

    pub(super) fn key(self, line: &str) -> String {
        let mut key = line.to_lowercase();
        if self == Collation::Letters {
            key.retain(char::is_alphanumeric);
        }
        key
    }
}

/// Lines that stand out of order in their groups. Those that `is_left_out` names are not looked at.
pub(super) fn findings(list: SiglistName, rows: &Rows<'_>, is_left_out: impl Fn(usize) -> bool) -> Vec<Finding> {
    let groups = rows.groups();
    let Some(collation) = Collation::of(&groups) else { return Vec::new() };
    let mut findings = Vec::new();
    for mut group in groups {
        let Some(&(end, _)) = group.last() else { continue };
        group.retain(|&(number, _)| !is_left_out(number));
        let (ranks, stays) = staying(&group.iter().map(|(_, text)| collation.key(text)).collect::<Vec<_>>());
        // Those are in order.
        let staying: Vec<usize> = (0..group.len()).filter(|&index| stays[index]).collect();
        for (index, &(line, text)) in group.iter().enumerate().filter(|&(index, _)| !stays[index]) {
            let next = staying.partition_point(|&other| ranks[other] <= ranks[index]);
            let next = staying.get(next).map(|&next| group[next]);
            findings.push(finding(list, (line, text), next, end, rows));
        }
    }
    findings
}

fn finding(
    list: SiglistName,
    (line, text): (usize, &str),
    next: Option<(usize, &str)>,
    end: usize,
    rows: &Rows<'_>,
) -> Finding {
    let (before, help) = match next {
        Some((next, text)) => (rows.first_of(next), format!("Move it before line {next} (`{}`).", shown(text))),
        None => (end + 1, format!("Move it to the end of its group, after line {end}.")),
    };
    Finding {
        list,
        line,
        severity: Severity::Hint,
        code: Code::Order,
        message: "the other entries of its group are in alphabetical order".to_owned(),
        help,
        pattern: text.to_owned(),
        related: next.map(|(line, text)| Related::new(list, line, text)),
        trigger: None,
        fix: Some(Fix { edits: vec![LineEdit::Move { first: rows.first_of(line), last: line, before }] }),
        allowed: None,
    }
}

/// The ranks of some texts among each other, and which of them stay where the fewest move to bring all in order. Of
/// two ways, the one that moves later ones: new lines are added at the end.
fn staying(keys: &[String]) -> (Vec<usize>, Vec<bool>) {
    let order = sorted((0..keys.len()).collect(), |&one, &other| keys[one].cmp(&keys[other]));
    let mut ranks = vec![0; keys.len()];
    let mut rank = 0;
    for pair in order.windows(2) {
        rank += usize::from(keys[pair[0]] != keys[pair[1]]);
        ranks[pair[1]] = rank;
    }
    // For each text, how many stay from there on if it does. `best[n]` is the greatest that n + 1 can begin with.
    let mut best: Vec<usize> = Vec::new();
    let mut from_there = vec![0; keys.len()];
    for (index, &rank) in ranks.iter().enumerate().rev() {
        let behind = best.partition_point(|&first| first >= rank);
        from_there[index] = behind + 1;
        match best.get_mut(behind) {
            Some(first) => *first = rank,
            None => best.push(rank),
        }
    }
    let mut stays = vec![false; keys.len()];
    let (mut left, mut last) = (best.len(), 0);
    for (index, &rank) in ranks.iter().enumerate() {
        if left > 0 && from_there[index] == left && rank >= last {
            stays[index] = true;
            (left, last) = (left - 1, rank);
        }
    }
    (ranks, stays)
}
