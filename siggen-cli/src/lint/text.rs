//! Findings for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use siggen_analysis::Severity;

use super::report::{Found, Report, Summary};
use crate::terminal::Palette;

const BOLD: Style = Style::new().bold();

pub(crate) fn write(report: &Report, shows_allowed: bool, has_colours: bool, out: &mut dyn Write) -> io::Result<()> {
    let palette = Palette::new(has_colours);
    let fixed = report.fixed.iter().flat_map(|found| told_fix(found, palette)).collect();
    let open = report.open().map(|found| told(found, report.can_fix, palette));
    let allowed = report.findings.iter().filter(|_| shows_allowed);
    let allowed = allowed.filter_map(|found| told_allowance(found, palette)).collect();
    let summary = palette.heading(&summary(&report.summary(), report.can_fix));
    let blocks: Vec<Vec<String>> = [fixed].into_iter().chain(open).chain([allowed, vec![summary]]).collect();
    let blocks: Vec<String> = blocks.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect();
    writeln!(out, "{}", blocks.join("\n\n"))
}

/// What was fixed.
fn told_fix(found: &Found, palette: Palette) -> [String; 2] {
    let finding = &found.finding;
    let fixed = palette.paint(AnsiColor::Green.on_default(), "fixed");
    let pattern = palette.pattern(&finding.pattern);
    [
        format!("{} {fixed} [{}] {pattern}", place(palette, found), finding.code),
        format!("    {}", palette.faint(&finding.help)),
    ]
}

/// What is allowed, and why.
fn told_allowance(found: &Found, palette: Palette) -> Option<String> {
    let reason = found.finding.allowed.as_ref()?;
    let told = palette.faint(&format!("allowed [{}] {reason}", found.finding.code));
    Some(format!("{} {told}", place(palette, found)))
}

fn place(palette: Palette, found: &Found) -> String {
    palette.paint(BOLD, &format!("{}:{}:", found.path.display(), found.finding.line))
}

/// What is found.
fn told(found: &Found, can_fix: bool, palette: Palette) -> Vec<String> {
    let finding = &found.finding;
    let style = match finding.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Hint => AnsiColor::Blue,
    };
    let severity = palette.paint(style.on_default(), finding.severity.name());
    let plain = |text: &str| palette.paint(Style::new(), text);
    let row = |name: &str, text: &str| format!("    {} {text}", palette.faint(&format!("{name:<7}")));
    let by_itself = if can_fix && finding.fix.is_some() { " `--fix` does it." } else { "" };
    let mut lines = vec![
        format!("{} {severity} [{}] {}", place(palette, found), finding.code, plain(&finding.message)),
        row("line", &palette.pattern(&finding.pattern)),
        row("help", &plain(&format!("{}{by_itself}", finding.help))),
    ];
    lines.extend(finding.trigger.iter().map(|frame| row("matches", &plain(frame))));
    lines.extend(found.crashes.iter().map(|crashes| row("crashes", &plain(&crashes.told()))));
    lines
}

fn summary(summary: &Summary, can_fix: bool) -> String {
    let mut parts = Vec::new();
    for (count, name) in [(summary.errors, "error"), (summary.warnings, "warning"), (summary.hints, "hint")] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {name}")),
            _ => parts.push(format!("{count} {name}s")),
        }
    }
    let mut told = if parts.is_empty() { "no problems found".to_owned() } else { parts.join(", ") };
    if summary.allowed > 0 {
        told += &format!(", {} allowed", summary.allowed);
    }
    if summary.fixable > 0 && can_fix {
        told += &format!("; {} can be fixed with --fix", summary.fixable);
    }
    if summary.fixed > 0 {
        told += &format!("; {} fixed", summary.fixed);
    }
    if let Some(crashes) = summary.crashes {
        told += &format!("; {crashes} crashes checked");
    }
    told
}
