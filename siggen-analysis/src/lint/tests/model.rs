//! What covers what, told by comparing each line with all others: slow, and plain to see.

use siggen_core::SiglistPattern;

use super::*;
use crate::lint::line::What;

/// Whether a line of the form `.*text` matches all that another line matches.
fn is_inside(one: &Line, other: &Line) -> bool {
    let text = other.text_inside();
    match &one.what {
        What::Inside(inside) => text.find(inside).is_some_and(|at| !text[..at].contains('\n')),
        _ => false,
    }
}

/// Whether an open-ended regex matches all that another line matches.
fn is_regex_of(one: &Line, other: &Line) -> bool {
    matches!(one.what, What::Regex { is_open_ended: true, .. })
        && !one.is_everything()
        && !other.start.is_empty()
        && SiglistPattern::new(&one.written).unwrap().find(&other.start).is_some()
}

/// The line of plain text that all starts with that a line matches: the shortest, of equal ones the first.
fn start_of(lines: &[Line], line: &Line) -> Option<usize> {
    let is_start = |other: &Line| {
        matches!(other.what, What::Start) && !other.is_everything() && line.start.starts_with(&other.start)
    };
    let starts = (0..lines.len()).filter(|&other| is_start(&lines[other]));
    starts.min_by_key(|&other| (lines[other].start.len(), other))
}

/// The line that matches all that each line matches, as the linter says it.
fn shadows(lines: &[Line]) -> Vec<Option<usize>> {
    let mut shadows: Vec<Option<usize>> = vec![None; lines.len()];
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_everything()) {
        shadows[index] = match &line.what {
            What::Exactly => None,
            What::Start | What::Regex { .. } => start_of(lines, line).filter(|&other| other != index),
            What::Inside(text) => (0..lines.len()).find(|&other| match &lines[other].what {
                What::Inside(shorter) => is_inside(&lines[other], line) && (shorter.len(), other) < (text.len(), index),
                _ => false,
            }),
        };
    }
    let (texts, others): (Vec<_>, Vec<_>) =
        lines.iter().enumerate().partition(|(_, line)| matches!(line.what, What::Start));
    for (index, line) in others.into_iter().rev().chain(texts) {
        if shadows[index].is_none() && !line.is_everything() && !matches!(line.what, What::Inside(_)) {
            let is_left = |other: &usize| *other != index && shadows[*other].is_none();
            let of = |is_cover: fn(&Line, &Line) -> bool| {
                (0..lines.len()).filter(is_left).find(|&other| is_cover(&lines[other], line))
            };
            shadows[index] = of(is_inside).or_else(|| of(is_regex_of));
        }
    }
    let last = |index: usize| std::iter::successors(Some(index), |&index| shadows[index]).last();
    shadows.iter().map(|shadow| shadow.and_then(last)).collect()
}

/// The line of another list that matches all that a line matches.
fn cover(lines: &[Line], line: &Line) -> Option<usize> {
    let of = |is_cover: fn(&Line, &Line) -> bool| (0..lines.len()).find(|&other| is_cover(&lines[other], line));
    start_of(lines, line).or_else(|| of(is_inside)).or_else(|| of(is_regex_of))
}

fn lines_of(text: &str) -> Vec<Line> {
    let files = SiglistFiles { prefix: text.into(), ..SiglistFiles::default() };
    regexes(SiglistName::Prefix, &lines(SiglistName::Prefix, &files.entries(SiglistName::Prefix)).0).0
}

/// Compares, and gives how many lines are covered.
fn assert_same(lines: &[Line], others: &[Line]) -> usize {
    let shadows = shadows(lines);
    let covering = Cover::new(lines);
    assert_eq!(crate::lint::shadow::shadows(lines, &covering), shadows);
    for line in others {
        let number = cover(lines, line).map(|index| lines[index].number);
        assert_eq!(covering.of(line).map(|line| line.number), number, "{}", line.written);
    }
    shadows.iter().flatten().count()
}

#[test]
fn random_lists() {
    // Of few parts, so that lines often have to do with each other.
    const PARTS: [&str; 16] =
        ["a", "b", "ab", "::", ".*", "(a|b)", "(ab)?", "$", "a+", "b*", "[ab]", r"\b", "a|b", "{2}", r"\n", r"\_"];
    let mut random = Random(11);
    let mut covered = 0;
    for _ in 0..300 {
        let [lines, others] = [0, 1].map(|_| {
            let count = 1 + random.below(40);
            let inside = |random: &mut Random| if random.below(4) == 0 { ".*" } else { "" };
            let lines: Vec<String> =
                (0..count).map(|_| inside(&mut random).to_owned() + &random.text(&PARTS, 4)).collect();
            lines_of(&lines.join("\n"))
        });
        covered += assert_same(&lines, &others);
    }
    assert!(covered > 1_000, "{covered}");
}

#[test]
fn the_built_in_lists() {
    let built_in = SiglistFiles::built_in();
    let [irrelevant, prefix, numbers] = [SiglistName::Irrelevant, SiglistName::Prefix, SiglistName::LineNumbers]
        .map(|list| lines_of(built_in.get(list)));
    assert!(assert_same(&prefix, &irrelevant) > 0);
    assert_same(&irrelevant, &prefix);
    assert_same(&numbers, &prefix);
    // All in one, where more is covered.
    let all = lines_of(&[built_in.irrelevant, built_in.prefix].join("\n"));
    assert!(assert_same(&all, &[]) > 20);
}
