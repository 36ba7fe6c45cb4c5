//! Parts that several sections have.

use std::ops::Range;

use super::escaped::Escaped;

/// A signature, or what else is to be copied as it is.
pub(super) fn code(text: &str) -> Escaped {
    Escaped::with_text("code", &[], text)
}

/// A signature with a part marked.
pub(super) fn marked_code(text: &str, marked: &Range<usize>) -> Escaped {
    let piece = |range: Range<usize>| text.get(range).unwrap_or_default();
    let inside = if marked.is_empty() {
        Escaped::text(text)
    } else {
        Escaped::from([
            Escaped::text(piece(0..marked.start)),
            Escaped::with_text("mark", &[], piece(marked.clone())),
            Escaped::text(piece(marked.end..text.len())),
        ])
    };
    Escaped::element("code", &[], &inside)
}

/// The caption and the head of a table. Roles are said, since on small screens cells are laid out as blocks, and some
/// browsers then forget what they are.
pub(super) fn table_head(caption: &str, columns: &[(&str, &str)]) -> Escaped {
    let column = |(name, class): &(&str, &str)| {
        Escaped::with_text("th", &[("scope", "col"), ("role", "columnheader"), ("class", class)], name)
    };
    let row = Escaped::element("tr", &[("role", "row")], &columns.iter().map(column).collect());
    Escaped::from([
        Escaped::with_text("caption", &[], caption),
        Escaped::element("thead", &[("role", "rowgroup")], &row),
    ])
}

/// [`table_head`] with numbers of crashes first.
pub(super) fn counted_head(caption: &str, columns: &[&str]) -> Escaped {
    let numbers = [("Crashes", "number")];
    let columns: Vec<_> = numbers.into_iter().chain(columns.iter().map(|&name| (name, ""))).collect();
    table_head(caption, &columns)
}

/// A cell. The name of its column is shown where there is no room for columns.
pub(super) fn cell(column: &str, class: &str, inside: &Escaped) -> Escaped {
    Escaped::element("td", &[("role", "cell"), ("class", class), ("data-column", column)], inside)
}

/// A list of pieces, if there are any.
pub(super) fn list(class: &str, items: impl IntoIterator<Item = Escaped>) -> Escaped {
    let items: Escaped = items.into_iter().map(|item| Escaped::element("li", &[], &item)).collect();
    if items.is_empty() { items } else { Escaped::element("ul", &[("class", class)], &items) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked() {
        assert_eq!(marked_code("a<b", &(1..2)).into_string(), "<code>a<mark>&lt;</mark>b</code>");
        assert_eq!(marked_code("a", &(0..0)).into_string(), "<code>a</code>");
        assert_eq!(marked_code("a", &(0..1)).into_string(), "<code><mark>a</mark></code>");
    }
}
