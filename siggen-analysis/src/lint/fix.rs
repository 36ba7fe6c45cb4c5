//! Edits of list files that fix findings and change no signature.

use siggen_core::order::sorted;
use siggen_core::{SiglistFiles, SiglistName};

use super::finding::{Finding, LineEdit};
use super::order::Collation;

/// The lists after the fixes of these findings. Findings without a fix change nothing, and neither do lists that none
/// is about.
///
/// All that is no edited line stays as it is: comments, empty lines, line ends, the byte order mark.
///
/// ```
/// use siggen_analysis::{apply, lint};
/// use siggen_core::{SiglistFiles, SiglistName};
///
/// let lists = SiglistFiles { prefix: "# Memory.\nmemcpy\nmemcpy_s\nmemset\n".into(), ..Default::default() };
/// let findings = lint(&lists, &SiglistName::ALL);
/// assert_eq!(apply(&lists, &findings).prefix, "# Memory.\nmemcpy\nmemset\n");
/// ```
pub fn apply(files: &SiglistFiles<'_>, findings: &[Finding]) -> SiglistFiles<'static> {
    let mut fixed = SiglistFiles { source: files.source.to_string().into(), ..SiglistFiles::default() };
    for list in SiglistName::ALL {
        let of_list = findings.iter().filter(|finding| finding.list == list);
        let edits: Vec<&LineEdit> =
            of_list.filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        if edits.is_empty() {
            fixed.set(list, files.get(list).to_owned());
        } else {
            fixed.set(list, edited(files.get(list), &edits));
        }
    }
    fixed
}

/// A line of a file.
#[derive(Clone)]
struct FileLine<'t> {
    text: String,
    end: &'t str,
    /// Whether it is still to be written.
    is_left: bool,
}

fn edited(text: &str, edits: &[&LineEdit]) -> String {
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let mut lines: Vec<FileLine<'_>> = text.split_inclusive('\n').map(line).collect();
    // Lines behind the end are in no file; whoever made such an edit had another one before him.
    let range = |first: usize, last: usize| first.saturating_sub(1)..last.min(lines.len());
    let mut moves = Vec::new();
    for edit in edits {
        if let LineEdit::Move { first, last, before } = **edit {
            moves.push((range(first, last), before));
        }
    }
    let deleted: Vec<usize> = edits
        .iter()
        .flat_map(|edit| match **edit {
            LineEdit::Delete { first, last } => range(first, last),
            _ => 0..0,
        })
        .collect();
    for index in deleted {
        lines[index].is_left = false;
    }
    for edit in edits {
        if let LineEdit::Replace { line, text } = edit
            && let Some(line) = line.checked_sub(1).and_then(|index| lines.get_mut(index))
        {
            let said = line.text.trim();
            line.text = if said.is_empty() { text.clone() } else { line.text.replacen(said, text, 1) };
        }
    }
    written(mark, lines, moves)
}

/// The text of the lines, with those that move in their new places.
fn written(mark: &str, mut lines: Vec<FileLine<'_>>, moves: Vec<(std::ops::Range<usize>, usize)>) -> String {
    // The file ends as it did, and its lines as most of them did.
    let last_end = lines.last().map_or("", |line| line.end);
    let usual_end = lines.first().map_or("\n", |line| if line.end.is_empty() { "\n" } else { line.end });
    let count = lines.len();
    let mut parts: Vec<(usize, Vec<FileLine<'_>>)> = Vec::new();
    for (range, before) in moves {
        let mut part = Vec::new();
        for index in range {
            if lines[index].is_left {
                part.push(lines[index].clone());
                lines[index].is_left = false;
            }
        }
        parts.push((before.clamp(1, count + 1), part));
    }
    // Of those that go to the same place, each knows only where it belongs among those that stay.
    let collation = Collation::of_lines(lines.iter().map(|line| line.text.as_str()));
    let key = |part: &(usize, Vec<FileLine<'_>>)| (part.0, part.1.last().map(|line| collation.key(line.text.trim())));
    let parts = sorted(parts, |one, other| key(one).cmp(&key(other)));
    let mut parts = parts.into_iter().peekable();
    let mut out: Vec<FileLine<'_>> = Vec::with_capacity(count);
    for (index, line) in lines.into_iter().enumerate() {
        while let Some((_, part)) = parts.next_if(|(before, _)| *before == index + 1) {
            out.extend(part);
        }
        out.push(line);
    }
    out.extend(parts.flat_map(|(_, part)| part));
    out.retain(|line| line.is_left);
    let mut text = mark.to_owned();
    let last = out.len().saturating_sub(1);
    for (index, line) in out.iter().enumerate() {
        text.push_str(&line.text);
        text.push_str(match (index == last, line.end) {
            (true, _) => last_end,
            (false, "") => usual_end,
            (false, end) => end,
        });
    }
    text
}

fn line(line: &str) -> FileLine<'_> {
    let text = line.strip_suffix('\n').map_or(line, |text| text.strip_suffix('\r').unwrap_or(text));
    FileLine { text: text.to_owned(), end: &line[text.len()..], is_left: true }
}
