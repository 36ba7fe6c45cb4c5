//! The paths that a source file names: enough of Rust's syntax to not be fooled by comments, text and
//! grouped imports.

/// A path as it is written, `use a::{b, c::*}` giving `a::b` and `a::c::*`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// The line that it starts on.
    pub(super) line: usize,
    /// Its segments; a macro's name ends in `!`.
    pub(super) segments: Vec<String>,
    /// The names of the inline modules around it.
    pub(super) within: Vec<String>,
    /// Whether a `use` names it.
    pub(super) is_import: bool,
}

/// Words that can stand before a path and begin none, as in `use ::std::fs`.
const KEYWORDS: [&str; 18] = [
    "as", "break", "const", "dyn", "else", "for", "if", "impl", "in", "match", "mod", "move", "mut", "pub", "ref",
    "return", "use", "where",
];

#[derive(Debug, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn is_name(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_') && !KEYWORDS.contains(&&*self.text)
    }
}

/// All paths of a source file, those of a single name among them.
pub(super) fn paths(source: &str) -> Vec<Path> {
    let tokens = tokens(source);
    let mut paths = Vec::new();
    let mut depth = 0_usize;
    let mut modules: Vec<(usize, String)> = Vec::new();
    let mut is_import = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "use" => is_import = true,
            ";" => is_import = false,
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                modules.retain(|(outside, _)| *outside < depth);
            }
            "mod" if text(&tokens, at + 2) == "{" => modules.push((depth, text(&tokens, at + 1).to_owned())),
            _ => {}
        }
        if token.is_name() {
            let within: Vec<String> = modules.iter().map(|(_, name)| name.clone()).collect();
            let first = paths.len();
            at = path(&tokens, at, &[], &within, &mut paths);
            paths[first..].iter_mut().for_each(|path| path.is_import = is_import);
        } else {
            at += 1;
        }
    }
    paths
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// Reads the path that starts at a name, and returns where the next token is.
fn path(tokens: &[Token], start: usize, before: &[String], within: &[String], paths: &mut Vec<Path>) -> usize {
    let line = tokens[start].line;
    let mut segments = before.to_vec();
    segments.push(tokens[start].text.clone());
    let mut at = start + 1;
    while text(tokens, at) == "::" {
        match tokens.get(at + 1) {
            Some(next) if next.is_name() || next.text == "*" => {
                segments.push(next.text.clone());
                at += 2;
            }
            Some(next) if next.text == "{" => return group(tokens, at + 2, &segments, within, paths),
            _ => break,
        }
    }
    if text(tokens, at) == "!" && text(tokens, at + 1) != "=" {
        segments.last_mut().into_iter().for_each(|last| last.push('!'));
    }
    paths.push(Path { line, segments, within: within.to_vec(), is_import: false });
    at
}

/// Reads the branches of a grouped import up to and with its closing brace.
fn group(tokens: &[Token], start: usize, before: &[String], within: &[String], paths: &mut Vec<Path>) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "}" => return at + 1,
            // The new name says nothing about where the old one is from.
            "as" => at += 2,
            "*" => {
                let segments = before.iter().cloned().chain(["*".to_owned()]).collect();
                paths.push(Path { line: token.line, segments, within: within.to_vec(), is_import: false });
                at += 1;
            }
            _ if token.is_name() => at = path(tokens, at, before, within, paths),
            _ => at += 1,
        }
    }
    at
}

/// Cuts a source file into names, `::` and single signs, without comments, text and lifetimes.
fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = skipped(rest).unwrap_or_else(|| {
            let length = word(rest).max(first.len_utf8());
            let length = if rest.starts_with("::") { 2 } else { length };
            if !first.is_whitespace() {
                tokens.push(Token { line, text: rest[..length].to_owned() });
            }
            length
        });
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of the name or number at the start.
fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}

/// The length of what is at the start and says nothing: a comment, a literal, a lifetime.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if let Some(quoted) = rest.strip_prefix('\'') {
        let mut chars = quoted.chars();
        let (first, second) = (chars.next()?, chars.next());
        return Some(match second {
            _ if first == '\\' => 1 + closing(quoted, '\''),
            Some('\'') => 2 + first.len_utf8(),
            _ => 1 + word(quoted),
        });
    }
    // The prefixes of text: b"", c"", r"", br#""#; `r#name` is no text, and its prefix says nothing.
    let prefix = word(rest);
    if !matches!(&rest[..prefix], "" | "b" | "c" | "r" | "br" | "cr") {
        return None;
    }
    let after = &rest[prefix..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    if rest[..prefix].ends_with('r') {
        if let Some(text) = after[hashes..].strip_prefix('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let length = text.find(&end).map_or(text.len(), |at| at + end.len());
            return Some(prefix + hashes + 1 + length);
        }
        return (hashes == 1 && &rest[..prefix] == "r").then_some(2);
    }
    after.strip_prefix('"').map(|text| prefix + 1 + closing(text, '"'))
}

/// The length up to and with the closing quote, past escapes.
fn closing(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The length of a block comment and those inside it.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paths of more than one name, and macros.
    fn found(source: &str) -> Vec<String> {
        let paths = paths(source).into_iter();
        let joined = paths.map(|path| path.segments.join("::"));
        joined.filter(|path| path.contains("::") || path.ends_with('!')).collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        assert_eq!(found("use a::{b, c::{d as x, self}, e::*};"), ["a::b", "a::c::d", "a::c::self", "a::e::*"]);
        assert_eq!(found("use ::std::fs; return ::a::b; use {c::d, ::e::f};"), ["std::fs", "a::b", "c::d", "e::f"]);
    }

    #[test]
    fn comments_and_text_are_no_code() {
        assert_eq!(found("// a::b\n/* c::d /* e::f */ g::h */ i::j"), ["i::j"]);
        assert_eq!(found(r##"f("a::b \" c::d", r#"e::"f"#, b"g::h", r"\", i::j)"##), ["i::j"]);
        assert_eq!(
            found(r"let c = ('\'', '\\', '\u{41}', '/', '{', 'x'); a::b::<'a>(&'static k::l)"),
            ["a::b", "k::l"]
        );
    }

    #[test]
    fn macros_are_told_from_comparisons() {
        assert_eq!(found("println!(); a != b; std::print!()"), ["println!", "std::print!"]);
        assert_eq!(found("r#type::x; brr::y"), ["type::x", "brr::y"]);
    }

    #[test]
    fn imports_are_told_from_other_paths() {
        let imports: Vec<bool> =
            paths("use a::{b, c as d}; pub use e; f::g(); use h;").iter().map(|path| path.is_import).collect();
        assert_eq!(imports, [true, true, true, false, true]);
    }

    #[test]
    fn lines_and_inline_modules_are_known() {
        let paths = paths("mod a {\n fn f() {}\n mod b {\n  use x::y;\n }\n}\nuse z::z;");
        let place = |name: &str| {
            let path = paths.iter().find(|path| path.segments[0] == name).expect("the path is there");
            (path.line, path.within.join("::"))
        };
        assert_eq!(place("x"), (4, "a::b".to_owned()));
        assert_eq!(place("z"), (7, String::new()));
    }
}
