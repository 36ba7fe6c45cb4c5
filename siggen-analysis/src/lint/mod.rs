//! What is wrong with lines of lists.

mod allow;
mod breadth;
mod code;
mod cover;
mod example;
mod finding;
mod fix;
mod line;
mod order;
mod reach;
mod rows;
mod sentinels;
mod shadow;
mod syntax;
mod trigger;

use rustc_hash::FxHashSet;
use siggen_core::{SiglistError, SiglistFiles, SiglistLine, SiglistName};

pub use code::{Code, UnknownCode};
pub use finding::{Finding, Fix, LineEdit, Related, Severity};
pub use fix::apply;

use siggen_core::order::sorted;

use cover::Cover;
use line::{Line, lines, regexes};
use rows::Rows;

/// What there is to say of these lists, in the order of [`SiglistName::ALL`] and of their lines. Lists that are not
/// named are not looked at.
///
/// Never fails: lines that can't be compiled are findings as well, all of them. Of lists that are too large together,
/// nothing but that is said.
///
/// ```
/// use siggen_analysis::{Code, Severity, lint};
/// use siggen_core::{SiglistFiles, SiglistName};
///
/// let lists = SiglistFiles { prefix: "memcpy(\nnsTArray<int>::at".into(), ..Default::default() };
/// let findings = lint(&lists, &[SiglistName::Prefix]);
/// assert_eq!((findings[0].code, findings[0].severity), (Code::Invalid, Severity::Error));
/// assert_eq!((findings[1].code, &*findings[1].help), (Code::Unreachable, "Write `nsTArray<T>::at`."));
/// ```
pub fn lint(files: &SiglistFiles<'_>, lists: &[SiglistName]) -> Vec<Finding> {
    let lists: Vec<SiglistName> = SiglistName::ALL.into_iter().filter(|list| lists.contains(list)).collect();
    if let Some(too_large) = files.check_size(&lists).err().and_then(too_large) {
        return vec![too_large];
    }
    let mut findings = Vec::new();
    // Of the irrelevant list, to see which frames never get to the next one.
    let mut irrelevant: Vec<Line> = Vec::new();
    for list in lists {
        let entries = files.entries(list);
        let rows = Rows::new(files.get(list), &entries);
        let mut found = if list == SiglistName::Sentinels { in_sentinels(&entries) } else { Vec::new() };
        if list != SiglistName::Sentinels {
            let lines = in_regexes(list, &entries, &irrelevant, &mut found);
            if list == SiglistName::Irrelevant {
                irrelevant = lines;
            }
        }
        for finding in found.iter_mut().filter(|found| is_redundant(found)) {
            let (first, last) = (rows.first_of(finding.line), finding.line);
            finding.fix = Some(Fix { edits: vec![LineEdit::Delete { first, last }] });
        }
        let going: FxHashSet<usize> =
            found.iter().filter(|found| is_redundant(found)).map(|found| found.line).collect();
        let goes = |line| going.contains(&line);
        let out_of_order = order::findings(list, &rows, goes);
        found.extend(out_of_order);
        let mut unused = allow::allow(list, &rows, &mut found);
        findings.append(&mut found);
        findings.append(&mut unused);
    }
    for finding in &mut findings {
        finding.trigger = trigger::of(finding);
    }
    let place = |finding: &Finding| (list_order(finding.list), finding.line, finding.code);
    sorted(findings, |one, other| place(one).cmp(&place(other)))
}

/// Whether the line does nothing that another line doesn't do.
fn is_redundant(finding: &Finding) -> bool {
    matches!(finding.code, Code::Duplicate | Code::Shadowed)
}

fn in_sentinels(entries: &[SiglistLine]) -> Vec<Finding> {
    let (entries, mut found) = lines(SiglistName::Sentinels, entries);
    found.extend(entries.iter().filter_map(|entry| {
        let line = Line::sentinel(entry);
        reach::unseen(&line).or_else(|| sentinels::regex(&line))
    }));
    found
}

/// Adds what is found in a list of regexes, and gives its lines.
fn in_regexes(list: SiglistName, entries: &[SiglistLine], irrelevant: &[Line], found: &mut Vec<Finding>) -> Vec<Line> {
    let (entries, duplicates) = lines(list, entries);
    found.extend(duplicates);
    let (lines, invalid) = regexes(list, &entries);
    found.extend(invalid);
    let cover = Cover::new(&lines);
    let earlier = (list == SiglistName::Prefix).then(|| Cover::new(irrelevant));
    let shadows = shadow::shadows(&lines, &cover);
    for (line, shadow) in lines.iter().zip(&shadows) {
        // One finding says what keeps a line from its work; what else it does says little then.
        let finding = breadth::everything(line)
            .or_else(|| reach::unseen(line))
            .or_else(|| earlier.as_ref().and_then(|earlier| reach::never_asked(line, earlier)))
            .or_else(|| shadow.map(|by| shadow::finding(line, &lines[by])));
        if let Some(finding) = finding {
            found.push(finding);
            continue;
        }
        let small = breadth::too_broad(line).into_iter().chain(breadth::point(line));
        found.extend(small.chain(breadth::tail(line)));
    }
    lines
}

/// Where all lines together are too many, or can't be compiled.
fn too_large(error: SiglistError) -> Option<Finding> {
    let (list, line) = (error.list?, error.line?);
    Some(Finding {
        list,
        line: line.number,
        severity: Severity::Error,
        code: Code::Invalid,
        message: error.message,
        help: "Write entries as plain text, or remove some.".to_owned(),
        pattern: line.text,
        related: None,
        trigger: None,
        fix: None,
        allowed: None,
    })
}

fn list_order(list: SiglistName) -> usize {
    SiglistName::ALL.iter().position(|&other| other == list).unwrap_or_default()
}

#[cfg(test)]
mod tests;
