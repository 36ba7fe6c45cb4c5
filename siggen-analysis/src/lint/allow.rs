//! Comments that allow findings: `# siggen-lint: allow shadowed (the other one may go one day)`.

use siggen_core::SiglistName;

use siggen_core::order::sorted;

use super::code::{Code, UnknownCode};
use super::finding::{Finding, Fix, LineEdit, Severity};
use super::rows::{Row, Rows};

/// A comment that can be read.
struct Allowance<'f> {
    codes: Vec<Code>,
    reason: &'f str,
}

/// Marks the findings that comments allow, and gives findings about comments that allow nothing.
pub(super) fn allow(list: SiglistName, rows: &Rows<'_>, findings: &mut [Finding]) -> Vec<Finding> {
    let mut unused = Vec::new();
    let below = rows.entries_below();
    let by_line =
        sorted((0..findings.len()).collect(), |&one: &usize, &other| findings[one].line.cmp(&findings[other].line));
    for (number, row) in rows.iter() {
        let Row::Directive(text) = row else { continue };
        let allowance = match read(text) {
            Ok(allowance) => allowance,
            Err(message) => {
                let help = "Write `# siggen-lint: allow KIND, KIND (REASON)` on the line before.".to_owned();
                unused.push(finding(list, number, text, message, help));
                continue;
            }
        };
        let entry = below[number - 1];
        let first = by_line.partition_point(|&index| Some(findings[index].line) < entry);
        let mut idle = Vec::new();
        for &code in &allowance.codes {
            // A line has one finding of a kind, and there are few kinds.
            let of_entry = by_line[first..].iter().take_while(|&&index| Some(findings[index].line) == entry);
            let found = of_entry.copied().find(|&index| findings[index].code == code);
            match found.map(|index| &mut findings[index]) {
                Some(found) if found.allowed.is_none() => {
                    found.allowed = Some(allowance.reason.to_owned());
                    found.severity = Severity::Hint;
                    found.fix = None;
                }
                _ => idle.push(code),
            }
        }
        if !idle.is_empty() {
            unused.push(of_no_use(list, number, text, entry, &allowance, &idle));
        }
    }
    unused
}

fn read(text: &str) -> Result<Allowance<'_>, String> {
    let rest = text.strip_prefix("allow").filter(|rest| rest.starts_with(char::is_whitespace));
    let rest = rest.ok_or("the only comment that the linter understands is `allow`")?;
    let (names, reason) = rest.split_once('(').unwrap_or((rest, ""));
    let reason = reason.strip_suffix(')').map(str::trim).filter(|reason| !reason.is_empty());
    let reason = reason.ok_or("a reason is missing: write it in parentheses at the end")?;
    let mut codes = Vec::new();
    for name in names.split(',').map(str::trim) {
        let code: Code = name.parse().map_err(|error: UnknownCode| error.to_string())?;
        if matches!(code, Code::Invalid | Code::Allowance) {
            return Err(format!("`{code}` can't be allowed"));
        }
        codes.push(code);
    }
    Ok(Allowance { codes, reason })
}

fn of_no_use(
    list: SiglistName,
    number: usize,
    text: &str,
    entry: Option<usize>,
    allowance: &Allowance<'_>,
    idle: &[Code],
) -> Finding {
    let names = |codes: &mut dyn Iterator<Item = &Code>| codes.map(|code| code.name()).collect::<Vec<_>>().join(", ");
    let message = match entry {
        Some(line) => {
            format!("line {line} has no such finding, or it is already allowed: {}", names(&mut idle.iter()))
        }
        None => "there is no entry below it".to_owned(),
    };
    let is_idle = Code::ALL.map(|code| idle.contains(&code));
    let left = names(&mut allowance.codes.iter().filter(|&&code| !is_idle[code as usize]));
    let (edit, help) = if left.is_empty() || entry.is_none() {
        (LineEdit::Delete { first: number, last: number }, "Remove the comment.".to_owned())
    } else {
        let left = format!("# siggen-lint: allow {left} ({})", allowance.reason);
        let help = format!("Write `{left}`.");
        (LineEdit::Replace { line: number, text: left }, help)
    };
    let mut finding = finding(list, number, text, message, help);
    finding.fix = Some(Fix { edits: vec![edit] });
    finding
}

fn finding(list: SiglistName, line: usize, text: &str, message: String, help: String) -> Finding {
    Finding {
        list,
        line,
        severity: Severity::Warning,
        code: Code::Allowance,
        message,
        help,
        pattern: format!("# siggen-lint: {text}"),
        related: None,
        trigger: None,
        fix: None,
        allowed: None,
    }
}
