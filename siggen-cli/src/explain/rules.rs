//! What each rule did to the signature.

use anstyle::Style;
use siggen_core::RuleTrail;

use super::View;
use crate::text::{readable, shorten, width, wrap};

impl View {
    /// The rules that applied, and with `--all` the others.
    pub(super) fn rules(&self, rules: &[RuleTrail]) -> Vec<String> {
        let names = rules.iter().map(|rule| width(rule.rule)).max().unwrap_or(0);
        let skipped = rules.iter().filter(|rule| !rule.applied).count();
        let mut lines = vec![self.palette.heading("Rules")];
        for (number, rule) in (1..).zip(rules) {
            if rule.applied || self.all {
                lines.extend(self.rule(number, rule, names));
            }
        }
        if skipped > 0 && !self.all {
            let verb = if skipped == 1 { "rule did" } else { "rules did" };
            lines.push(format!("      {}", self.palette.faint(&format!("… {skipped} more {verb} not apply"))));
        }
        lines
    }

    fn rule(&self, number: usize, rule: &RuleTrail, names: usize) -> Vec<String> {
        let palette = self.palette;
        let is_changed = rule.before != rule.after;
        let name = format!("{:<names$}", rule.rule);
        let name = if is_changed { palette.heading(&name) } else { palette.faint(&name) };
        let why = match (rule.applied, is_changed) {
            (false, _) => palette.faint(&format!("does not apply: {}", rule.why)),
            (true, false) => palette.faint(&format!("{}; changes nothing", rule.why)),
            (true, true) => rule.why.to_owned(),
        };
        let mut lines = vec![format!("  {}  {name}  {why}", palette.faint(&format!("{number:>2}")))];
        if is_changed {
            if !rule.before.is_empty() {
                lines.push(format!("      {}", palette.faint(&shorten(&readable(&rule.before), self.columns - 6))));
            }
            lines.extend(self.change(&rule.before, &rule.after).into_iter().enumerate().map(|(at, line)| {
                let arrow = if at == 0 { palette.good("→") } else { " ".to_owned() };
                format!("    {arrow} {line}")
            }));
        }
        lines
    }

    /// The signature after a rule, with what is new in it marked where it fits on a line.
    fn change(&self, before: &str, after: &str) -> Vec<String> {
        let new = anstyle::AnsiColor::Green.on_default();
        let room = self.columns - 6;
        let (before, after) = (&*readable(before), &*readable(after));
        if width(after) > room {
            return wrap(after, room);
        }
        if before.is_empty() {
            return vec![after.to_owned()];
        }
        let same = |(a, b): &(char, char)| a == b;
        let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (before, rest) = (&before[start..], &after[start..]);
        let end: usize = before.chars().rev().zip(rest.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let middle = start..after.len() - end;
        let plain = Style::new();
        let parts = [
            self.palette.paint(plain, &after[..start]),
            self.palette.paint(new, &after[middle.clone()]),
            self.palette.paint(plain, &after[middle.end..]),
        ];
        vec![parts.concat()]
    }
}
