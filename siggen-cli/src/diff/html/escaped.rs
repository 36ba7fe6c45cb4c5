//! HTML in which every text is escaped.

use std::fmt;

use crate::text::printable;

/// A piece of HTML. There are three ways to one: a text, which is escaped, an element around a piece, and HTML that
/// stands in this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Escaped(String);

impl Escaped {
    /// A text. Control characters in it are shown.
    pub(super) fn text(text: &str) -> Self {
        let text = printable(text);
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                c => escaped.push(c),
            }
        }
        Escaped(escaped)
    }

    /// HTML as it is.
    pub(super) fn html(html: &'static str) -> Self {
        Escaped(html.to_owned())
    }

    /// An element with attributes and what it holds.
    pub(super) fn element(name: &'static str, attributes: &[(&'static str, &str)], inside: &Escaped) -> Self {
        let mut element = Escaped::start(name, attributes);
        element.0.push_str(&inside.0);
        element.0.push_str(&format!("</{name}>"));
        element
    }

    /// An element of which nothing but a text is in it.
    pub(super) fn with_text(name: &'static str, attributes: &[(&'static str, &str)], text: &str) -> Self {
        Escaped::element(name, attributes, &Escaped::text(text))
    }

    /// The start of an element.
    fn start(name: &'static str, attributes: &[(&'static str, &str)]) -> Self {
        let mut start = format!("<{name}");
        for (name, value) in attributes {
            start.push_str(&format!(" {name}=\"{}\"", Escaped::text(value)));
        }
        start.push('>');
        Escaped(start)
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, more: &Escaped) {
        self.0.push_str(&more.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Escaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Escaped> for Escaped {
    fn from_iter<I: IntoIterator<Item = Escaped>>(pieces: I) -> Self {
        let mut all = Escaped::default();
        all.extend(pieces);
        all
    }
}

impl Extend<Escaped> for Escaped {
    fn extend<I: IntoIterator<Item = Escaped>>(&mut self, pieces: I) {
        pieces.into_iter().for_each(|piece| self.push(&piece));
    }
}

impl<const N: usize> From<[Escaped; N]> for Escaped {
    fn from(pieces: [Escaped; N]) -> Self {
        pieces.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let text = "<b title=\"x\">'&amp;\u{1b}\n";
        assert_eq!(Escaped::text(text).into_string(), "&lt;b title=&quot;x&quot;&gt;&#39;&amp;amp;␛␊");
        assert_eq!(
            Escaped::with_text("a", &[("href", "\"><script>")], "</a>").into_string(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;/a&gt;</a>"
        );
    }

    #[test]
    fn pieces_are_put_together() {
        let pieces = Escaped::from([Escaped::text("a & b"), Escaped::html("<br>")]);
        assert_eq!(Escaped::element("p", &[], &pieces).into_string(), "<p>a &amp; b<br></p>");
    }
}
