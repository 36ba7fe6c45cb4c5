//! Python's regex dialect, rewritten for the regex crate.
//!
//! The two dialects agree on most of what lists hold and differ where it hurts: a brace that starts
//! no repetition is literal in Python, `\<` is a literal character, `$` also matches before a final
//! newline, `\s` and `\w` are other sets, `[` and `&&` mean nothing special inside a class. So a
//! pattern is not passed through but parsed and written anew, with nothing left to interpretation.
//!
//! Look-around, back-references and the like have no counterpart in an engine that never
//! backtracks; no real list uses them, and they are refused by name.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

use crate::pytext;

/// A pattern that is matched from the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// The text starts with this.
    Literal(String),
    /// The text's start matches this regex, in the syntax of the regex crate, unanchored.
    Regex(String),
}

type Result<T> = std::result::Result<T, String>;

/// Rewrites a pattern.
///
/// The error says what is wrong, in Python's words where Python refuses the pattern too.
pub(super) fn translate(pattern: &str) -> Result<Pattern> {
    // Nearly all lines of real lists hold nothing that means something.
    if !pattern.bytes().any(|byte| br".^$*+?{}[]\|()".contains(&byte)) {
        return Ok(Pattern::Literal(pattern.to_owned()));
    }
    let mut translator = Translator {
        input: pattern.chars().peekable(),
        output: String::with_capacity(pattern.len() + 16),
        literal: Some(String::new()),
        flags: Flags::default(),
        groups: Vec::new(),
        names: BTreeSet::new(),
        last: Last::Nothing,
    };
    translator.run()?;
    Ok(match translator.literal {
        Some(literal) => Pattern::Literal(literal),
        None => Pattern::Regex(translator.output),
    })
}

#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a regex, each by itself")]
struct Flags {
    ascii: bool,
    dot_all: bool,
    ignore_case: bool,
    multi_line: bool,
    verbose: bool,
}

/// What a repetition would apply to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Item,
    Repetition,
}

struct Translator<'p> {
    input: Peekable<Chars<'p>>,
    output: String,
    /// The text so far, as long as the pattern is nothing but text.
    literal: Option<String>,
    flags: Flags,
    /// The flags around each open group.
    groups: Vec<Flags>,
    /// The names of groups, which must differ.
    names: BTreeSet<String>,
    last: Last,
}

/// An item of a character class.
enum ClassItem {
    Char(char),
    Set(Cow<'static, str>),
}

impl Translator<'_> {
    fn run(&mut self) -> Result<()> {
        while let Some(c) = self.input.next() {
            if self.flags.verbose {
                if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    continue;
                }
                if c == '#' {
                    while self.input.next().is_some_and(|c| c != '\n') {}
                    continue;
                }
            }
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '.' => self.item(if self.flags.dot_all { "(?s:.)" } else { r"[^\n]" }),
                '^' => self.anchor(if self.flags.multi_line { "(?m:^)" } else { r"\A" }),
                '$' => self.anchor(if self.flags.multi_line { "(?m:$)" } else { r"(?:\n?\z)" }),
                '(' => self.open()?,
                ')' => {
                    let Some(flags) = self.groups.pop() else { return Err("unbalanced parenthesis".into()) };
                    self.flags = flags;
                    self.item(")");
                }
                '|' => {
                    self.output.push('|');
                    self.literal = None;
                    self.last = Last::Nothing;
                }
                '*' => self.repeat("*")?,
                '+' => self.repeat("+")?,
                '?' => self.repeat("?")?,
                '{' => self.brace()?,
                _ => self.char(c),
            }
        }
        if self.groups.is_empty() {
            Ok(())
        } else {
            Err("missing ), unterminated subpattern: an opening parenthesis is never closed".into())
        }
    }

    fn eat(&mut self, c: char) -> bool {
        self.input.next_if_eq(&c).is_some()
    }

    /// Writes something that is not plain text.
    fn item(&mut self, item: &str) {
        self.output.push_str(item);
        self.literal = None;
        self.last = Last::Item;
    }

    fn anchor(&mut self, anchor: &str) {
        self.item(anchor);
        // Python refuses to repeat an anchor.
        self.last = Last::Nothing;
    }

    fn char(&mut self, c: char) {
        push_char(&mut self.output, c);
        if self.flags.ignore_case {
            self.literal = None;
        }
        if let Some(literal) = &mut self.literal {
            literal.push(c);
        }
        self.last = Last::Item;
    }

    fn repeat(&mut self, repetition: &str) -> Result<()> {
        match self.last {
            Last::Nothing => return Err("nothing to repeat".into()),
            Last::Repetition => return Err("multiple repeat".into()),
            Last::Item => {}
        }
        self.item(repetition);
        self.last = Last::Repetition;
        if self.eat('?') {
            self.output.push('?');
        } else if self.eat('+') {
            return Err("a possessive repetition is not supported: drop the final `+`".into());
        }
        Ok(())
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other brace is a brace.
    fn brace(&mut self) -> Result<()> {
        let mut ahead = self.input.clone();
        let digits = |ahead: &mut Peekable<Chars<'_>>| {
            let mut digits = String::new();
            while let Some(digit) = ahead.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            digits
        };
        let low = digits(&mut ahead);
        let comma = ahead.next_if_eq(&',').is_some();
        let high = if comma { digits(&mut ahead) } else { low.clone() };
        if ahead.next() != Some('}') || (low.is_empty() && !comma) {
            self.char('{');
            return Ok(());
        }
        self.input = ahead;
        let number = |digits: &str, default: u32| match digits {
            "" => Ok(default),
            _ => digits.parse::<u32>().map_err(|_| "the repetition number is too large".to_owned()),
        };
        let (min, max) = (number(&low, 0)?, number(&high, u32::MAX)?);
        if max < min {
            return Err("min repeat greater than max repeat".into());
        }
        if high.is_empty() { self.repeat(&format!("{{{min},}}")) } else { self.repeat(&format!("{{{min},{max}}}")) }
    }

    fn escape(&mut self) -> Result<()> {
        let Some(c) = self.input.next() else { return Err("bad escape (end of pattern)".into()) };
        match c {
            'A' => self.anchor(r"\A"),
            'Z' => self.anchor(r"\z"),
            'b' => self.anchor(if self.flags.ascii { r"(?-u:\b)" } else { r"\b" }),
            'B' => self.anchor(if self.flags.ascii { r"(?-u:\B)" } else { r"\B" }),
            '1'..='9' => match self.octal_of_three(c) {
                Some(octal) => self.char(octal?),
                None => return Err("a back-reference is not supported".into()),
            },
            _ => match self.common_escape(c)? {
                ClassItem::Char(c) => self.char(c),
                ClassItem::Set(set) => self.item(&format!("[{set}]")),
            },
        }
        Ok(())
    }

    /// Escapes that mean the same inside a class and outside.
    fn common_escape(&mut self, c: char) -> Result<ClassItem> {
        Ok(match c {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => ClassItem::Set(set(c, self.flags.ascii)),
            'a' => ClassItem::Char('\x07'),
            'f' => ClassItem::Char('\x0c'),
            'n' => ClassItem::Char('\n'),
            'r' => ClassItem::Char('\r'),
            't' => ClassItem::Char('\t'),
            'v' => ClassItem::Char('\x0b'),
            'x' => ClassItem::Char(self.hex(2)?),
            'u' => ClassItem::Char(self.hex(4)?),
            'U' => ClassItem::Char(self.hex(8)?),
            'N' => return Err(r"a character by name (`\N{…}`) is not supported: write the character".into()),
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    if let Some(digit) = self.input.next_if(|c| c.is_digit(8)) {
                        value = value * 8 + digit.to_digit(8).unwrap_or_default();
                    }
                }
                ClassItem::Char(char::from_u32(value).unwrap_or_default())
            }
            c if c.is_ascii_alphanumeric() => return Err(format!(r"bad escape \{c}")),
            c => ClassItem::Char(c),
        })
    }

    /// `\ddd` is a character where it is three octal digits, else no character at all.
    fn octal_of_three(&mut self, first: char) -> Option<Result<char>> {
        let mut ahead = self.input.clone();
        let digits = [first, ahead.next()?, ahead.next()?];
        let value = digits.iter().try_fold(0, |value, digit| Some(value * 8 + digit.to_digit(8)?))?;
        self.input = ahead;
        Some(match u8::try_from(value) {
            Ok(byte) => Ok(char::from(byte)),
            Err(_) => {
                Err(format!("octal escape value \\{}{}{} outside of range 0-0o377", digits[0], digits[1], digits[2]))
            }
        })
    }

    fn hex(&mut self, len: usize) -> Result<char> {
        let mut value = 0;
        for _ in 0..len {
            let digit = self.input.next_if(char::is_ascii_hexdigit).and_then(|c| c.to_digit(16));
            value =
                value * 16 + digit.ok_or_else(|| format!("incomplete escape: {len} hexadecimal digits are wanted"))?;
        }
        char::from_u32(value).ok_or_else(|| "bad escape: no such character".to_owned())
    }

    fn class(&mut self) -> Result<()> {
        let mut class = String::from("[");
        if self.eat('^') {
            class.push('^');
        }
        let unterminated = || "unterminated character set".to_owned();
        let mut is_empty = true;
        loop {
            let c = self.input.next().ok_or_else(unterminated)?;
            // A bracket that stands first is a bracket.
            if c == ']' && !is_empty {
                break;
            }
            is_empty = false;
            let low = self.class_item(c)?;
            if !self.eat('-') {
                push_class_item(&mut class, &low);
                continue;
            }
            let c = self.input.next().ok_or_else(unterminated)?;
            if c == ']' {
                push_class_item(&mut class, &low);
                push_char(&mut class, '-');
                break;
            }
            match (low, self.class_item(c)?) {
                (ClassItem::Char(low), ClassItem::Char(high)) if low <= high => {
                    push_char(&mut class, low);
                    class.push('-');
                    push_char(&mut class, high);
                }
                _ => return Err("bad character range".into()),
            }
        }
        class.push(']');
        self.item(&class);
        Ok(())
    }

    fn class_item(&mut self, c: char) -> Result<ClassItem> {
        if c != '\\' {
            return Ok(ClassItem::Char(c));
        }
        match self.input.next() {
            None => Err("unterminated character set".into()),
            Some('b') => Ok(ClassItem::Char('\x08')),
            Some(c @ '1'..='9') => match self.octal_of_three(c) {
                Some(octal) => octal.map(ClassItem::Char),
                None => self.short_octal(c),
            },
            Some(c) => self.common_escape(c),
        }
    }

    /// Inside a class there are no back-references, so one or two octal digits are a character.
    fn short_octal(&mut self, first: char) -> Result<ClassItem> {
        let first = first.to_digit(8).ok_or_else(|| format!(r"bad escape \{first}"))?;
        let second = self.input.next_if(|c| c.is_digit(8)).and_then(|c| c.to_digit(8));
        let value = second.map_or(first, |second| first * 8 + second);
        Ok(ClassItem::Char(char::from_u32(value).unwrap_or_default()))
    }

    fn open(&mut self) -> Result<()> {
        if !self.eat('?') {
            self.push_group("(?:");
            return Ok(());
        }
        match self.input.next() {
            Some(':') => self.push_group("(?:"),
            Some('P') => match self.input.next() {
                Some('<') => {
                    self.group_name()?;
                    self.push_group("(?:");
                }
                Some('=') => return Err("a back-reference is not supported".into()),
                _ => return Err("unknown extension (?P".into()),
            },
            Some('#') => while self.input.next().ok_or("missing ), unterminated comment")? != ')' {},
            Some('=' | '!') => return Err("look-around is not supported".into()),
            Some('<') => {
                return Err(match self.input.next() {
                    Some('=' | '!') => "look-around is not supported".into(),
                    _ => "unknown extension (?<".into(),
                });
            }
            Some('(') => return Err("a conditional group is not supported".into()),
            Some('>') => return Err("an atomic group is not supported".into()),
            Some(c) => self.flag_group(c)?,
            None => return Err("unexpected end of pattern".into()),
        }
        Ok(())
    }

    /// Steps over a group's name, which says nothing to a match.
    fn group_name(&mut self) -> Result<()> {
        let mut name = String::new();
        loop {
            match self.input.next() {
                Some('>') => break,
                Some(c) => name.push(c),
                None => return Err("missing >, unterminated name".into()),
            }
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        if name.is_empty() {
            return Err("missing group name".into());
        }
        if !name.chars().all(is_part) || name.starts_with(char::is_numeric) {
            return Err("bad character in group name".into());
        }
        if self.names.insert(name) { Ok(()) } else { Err("redefinition of group name".into()) }
    }

    /// Opens a group that Python's flags don't see, since `|` must not reach out of it.
    fn push_group(&mut self, opening: &str) {
        self.groups.push(self.flags);
        self.item(opening);
        self.last = Last::Nothing;
    }

    /// `(?i)` at the start of the pattern, or `(?i-s:…)` anywhere.
    fn flag_group(&mut self, first: char) -> Result<()> {
        // Several groups of flags may stand there.
        let is_at_start = matches!(self.output.as_str(), "" | "(?i)");
        let around = self.flags;
        let mut flags = around;
        let mut on = true;
        let mut next = Some(first);
        loop {
            match next {
                Some('a') => flags.ascii = on,
                Some('u') => flags.ascii = false,
                Some('i') => flags.ignore_case = on,
                Some('m') => flags.multi_line = on,
                Some('s') => flags.dot_all = on,
                Some('x') => flags.verbose = on,
                Some('L') => return Err("bad inline flags: `L` is for bytes".into()),
                Some('-') if on => on = false,
                Some(':') => {
                    self.push_group(match (around.ignore_case, flags.ignore_case) {
                        (false, true) => "(?i:",
                        (true, false) => "(?-i:",
                        _ => "(?:",
                    });
                    self.flags = flags;
                    return Ok(());
                }
                Some(')') if on => {
                    if !is_at_start {
                        return Err("global flags not at the start of the expression".into());
                    }
                    self.flags = flags;
                    if flags.ignore_case && !around.ignore_case {
                        self.item("(?i)");
                        self.last = Last::Nothing;
                    }
                    return Ok(());
                }
                _ => return Err("unknown extension or flag after (?".into()),
            }
            next = self.input.next();
        }
    }
}

/// The content of the class that an escape stands for.
fn set(escape: char, ascii: bool) -> Cow<'static, str> {
    Cow::Borrowed(match (escape, ascii) {
        ('d', false) => r"\d",
        ('D', false) => r"\D",
        // Python counts the four ASCII separators as white space.
        ('s', false) => r"\s\x1c-\x1f",
        ('S', false) => r"[^\s\x1c-\x1f]",
        // Letters, numbers of all kinds and the underscore, but no combining marks.
        ('w', false) => return Cow::Owned(format!("{}_", pytext::word())),
        ('W', false) => return Cow::Owned(format!("[^{}_]", pytext::word())),
        ('d', true) => "0-9",
        ('D', true) => "[^0-9]",
        ('s', true) => r"\t-\r\x20",
        ('S', true) => r"[^\t-\r\x20]",
        ('w', true) => "0-9A-Za-z_",
        _ => "[^0-9A-Za-z_]",
    })
}

fn push_class_item(class: &mut String, item: &ClassItem) {
    match item {
        ClassItem::Char(c) => push_char(class, *c),
        ClassItem::Set(set) => class.push_str(set),
    }
}

/// Writes a character so that it can't mean anything but itself.
fn push_char(output: &mut String, c: char) {
    if c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_' {
        output.push_str(&format!(r"\x{:02x}", u32::from(c)));
    } else {
        output.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, translate};

    fn assert_literal(pattern: &str, text: &str) {
        assert_eq!(translate(pattern), Ok(Pattern::Literal(text.to_owned())));
    }

    #[test]
    fn plain_text_stays_text() {
        assert_literal("core::mem::drop", "core::mem::drop");
        assert_literal(r"enum\$<T>::", "enum$<T>::");
        assert_literal("{virtual override thunk}", "{virtual override thunk}");
        assert_literal("log::{{closure}}", "log::{{closure}}");
        assert_literal(r"\<name\>", "<name>");
        assert_literal("a{}b{x}{,", "a{}b{x}{,");
        assert_literal(r"\x41\102\u0043", "ABC");
        assert_literal("", "");
    }

    #[test]
    fn everything_else_becomes_a_regex() {
        for pattern in ["a*", "a{2}", "a{,2}", "(?i)a", "a|b", "(a)", "a$", "[a]", ".", r"\d", r"\b"] {
            assert!(matches!(translate(pattern), Ok(Pattern::Regex(_))), "{pattern}");
        }
    }

    /// As Python 3.11 matches them.
    #[test]
    fn words_are_letters_and_numbers_of_all_scripts() {
        let matching = |pattern: &str| {
            let Ok(Pattern::Regex(regex)) = translate(pattern) else { panic!("{pattern} is a regex") };
            let regex = regex::Regex::new(&regex).expect("the regex compiles");
            ["a", "_", "\u{e9}", "\u{b2}", "\u{661}", "\u{4e2d}", "\u{301}", "-", "\u{2028}"]
                .map(|text| regex.is_match(text))
        };
        assert_eq!(matching(r"\w"), [true, true, true, true, true, true, false, false, false]);
        assert_eq!(matching(r"\W"), [false, false, false, false, false, false, true, true, true]);
        assert_eq!(matching(r"[^\W\d_]"), [true, false, true, true, false, true, false, false, false]);
        assert_eq!(matching(r"(?i)[\w-]"), [true, true, true, true, true, true, false, true, false]);
        assert_eq!(matching(r"(?a)\w"), [true, true, false, false, false, false, false, false, false]);
    }
}
