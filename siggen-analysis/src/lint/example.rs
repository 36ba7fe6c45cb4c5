//! The shortest text that a regex matches, as far as it is plain how.

use std::iter::Peekable;
use std::str::Chars;

use siggen_core::SiglistPattern;

/// A short text that a line matches. A name that breaks off gets an end.
pub(super) fn example(line: &str) -> Option<String> {
    let pattern = SiglistPattern::new(line).ok()?;
    let shortest = match pattern.text() {
        Some(text) => text.to_owned(),
        None => Reader { rest: line.chars().peekable(), depth: 0 }.all()?,
    };
    let is_match = |text: &String| !text.is_empty() && pattern.find(text).is_some();
    [completed(&shortest), shortest].into_iter().find(is_match)
}

/// A name that ends.
fn completed(name: &str) -> String {
    match name {
        name if name.ends_with("::") => format!("{name}call"),
        name if name.ends_with('<') => format!("{name}T>::call"),
        name if name.ends_with('_') => format!("{name}call"),
        name => name.to_owned(),
    }
}

/// Reads a regex that can be compiled. Gives up where it would take more than a few lines to know.
struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    depth: usize,
}

/// How deep groups may be in each other, and how often something may be repeated.
const MOST: usize = 50;

impl Reader<'_> {
    /// The whole regex.
    fn all(&mut self) -> Option<String> {
        let shortest = self.alternatives()?;
        self.rest.next().is_none().then_some(shortest)
    }

    fn alternatives(&mut self) -> Option<String> {
        let mut shortest = self.sequence()?;
        while self.rest.next_if_eq(&'|').is_some() {
            let other = self.sequence()?;
            if other.len() < shortest.len() {
                shortest = other;
            }
        }
        Some(shortest)
    }

    fn sequence(&mut self) -> Option<String> {
        let mut text = String::new();
        while let Some(c) = self.rest.next_if(|&c| c != '|' && c != ')') {
            let item = self.item(c)?;
            text += &item.repeat(self.least()?);
        }
        Some(text)
    }

    fn item(&mut self, c: char) -> Option<String> {
        Some(match c {
            '(' => self.group()?,
            '[' => self.class()?,
            '\\' => self.escaped()?,
            '.' => "x".to_owned(),
            '^' | '$' => String::new(),
            c => c.to_string(),
        })
    }

    fn group(&mut self) -> Option<String> {
        self.depth += 1;
        // Groups without a number; those of other kinds are rare in lists.
        if self.depth > MOST || (self.rest.next_if_eq(&'?').is_some() && self.rest.next() != Some(':')) {
            return None;
        }
        let text = self.alternatives()?;
        self.depth -= 1;
        (self.rest.next()? == ')').then_some(text)
    }

    fn class(&mut self) -> Option<String> {
        let mut class = "[".to_owned();
        class.extend(self.rest.next_if_eq(&'^'));
        class.extend(self.rest.next_if_eq(&']'));
        loop {
            let c = self.rest.next()?;
            class.push(c);
            match c {
                '\\' => class.push(self.rest.next()?),
                ']' => return one_of(&class),
                _ => {}
            }
        }
    }

    fn escaped(&mut self) -> Option<String> {
        match self.rest.next()? {
            'b' | 'B' | 'A' | 'Z' => Some(String::new()),
            c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W') => one_of(&format!("\\{c}")),
            c => (!c.is_ascii_alphanumeric()).then(|| c.to_string()),
        }
    }

    /// How often at least what has just been read is there.
    fn least(&mut self) -> Option<usize> {
        let mut least = 1;
        if self.rest.next_if(|&c| c == '*' || c == '?').is_some() {
            least = 0;
        } else if self.rest.next_if_eq(&'+').is_none() {
            let mut ahead = self.rest.clone();
            let Some(count) = repetition(&mut ahead) else { return Some(1) };
            least = count;
            self.rest = ahead;
        }
        // As few as possible: that changes nothing about what is possible.
        self.rest.next_if_eq(&'?');
        (least <= MOST).then_some(least)
    }
}

/// The least number of `{2}`, `{2,}`, `{,3}` or `{2,3}`, where that is what comes.
fn repetition(rest: &mut Peekable<Chars<'_>>) -> Option<usize> {
    rest.next_if_eq(&'{')?;
    let text: String = std::iter::from_fn(|| rest.next_if(|&c| c.is_ascii_digit() || c == ',')).collect();
    if text.is_empty() || text.matches(',').count() > 1 || rest.next() != Some('}') {
        return None;
    }
    let least = text.split(',').next().unwrap_or_default();
    if least.is_empty() { Some(0) } else { least.parse().ok() }
}

/// A character that a class matches: one of those that names are made of, or that the class names.
fn one_of(class: &str) -> Option<String> {
    let pattern = SiglistPattern::new(class).ok()?;
    let matching = |c: &char| pattern.find(c.encode_utf8(&mut [0; 4])).is_some();
    "aA0_: ".chars().chain(class.chars()).find(matching).map(String::from)
}
