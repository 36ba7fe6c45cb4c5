//! What is wrong with lines of lists.

mod breadth;
mod cover;
mod finding;
mod line;
mod reach;
mod sentinels;
mod shadow;
mod syntax;

use siggen_core::{SiglistFiles, SiglistName};

pub use finding::{Code, Finding, Other, Severity};

use crate::order::sorted;

use cover::Cover;
use line::{Line, lines, regexes};

/// What there is to say of these lists, in the order of [`SiglistName::ALL`] and of their lines. Lists that are not
/// named are not looked at.
///
/// Never fails: lines that can't be compiled are findings as well, all of them.
///
/// ```
/// use siggen_analysis::{Code, Severity, lint};
/// use siggen_core::{SiglistFiles, SiglistName};
///
/// let lists = SiglistFiles { prefix: "memcpy(\nnsTArray<int>::at".into(), ..Default::default() };
/// let findings = lint(&lists, &[SiglistName::Prefix]);
/// assert_eq!((findings[0].code, findings[0].severity), (Code::Invalid, Severity::Error));
/// assert_eq!((findings[1].code, &*findings[1].mend), (Code::Unreachable, "Write `nsTArray<T>::at`."));
/// ```
pub fn lint(files: &SiglistFiles<'_>, lists: &[SiglistName]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Of the irrelevant list, to see which frames never get to the next one.
    let mut irrelevant: Vec<Line> = Vec::new();
    for list in SiglistName::ALL {
        if !lists.contains(&list) {
            continue;
        }
        let (entries, duplicates) = lines(files, list);
        findings.extend(duplicates);
        if list == SiglistName::Sentinels {
            findings.extend(entries.iter().filter_map(|entry| {
                let line = Line::sentinel(entry);
                reach::unseen(&line).or_else(|| sentinels::regex(&line))
            }));
            continue;
        }
        let (lines, invalid) = regexes(list, &entries);
        findings.extend(invalid);
        let cover = Cover::new(&lines);
        let earlier = (list == SiglistName::Prefix).then(|| Cover::new(&irrelevant));
        let shadows = shadow::shadows(&lines, &cover);
        for (line, shadow) in lines.iter().zip(&shadows) {
            // One finding says what keeps a line from its work; what else it does says little then.
            let found = breadth::everything(line)
                .or_else(|| reach::unseen(line))
                .or_else(|| earlier.as_ref().and_then(|earlier| reach::never_asked(line, earlier)))
                .or_else(|| shadow.map(|by| shadow::finding(line, &lines[by])));
            match found {
                Some(finding) => findings.push(finding),
                None => findings.extend(breadth::too_broad(line).into_iter().chain(breadth::point(line))),
            }
        }
        if list == SiglistName::Irrelevant {
            irrelevant = lines;
        }
    }
    let place = |finding: &Finding| (list_order(finding.list), finding.line, finding.code);
    sorted(findings, |one, other| place(one).cmp(&place(other)))
}

fn list_order(list: SiglistName) -> usize {
    SiglistName::ALL.iter().position(|&other| other == list).unwrap_or_default()
}

#[cfg(test)]
mod tests;
