//! Whether a page is well-formed.

/// Elements without an end.
const VOID: [&str; 6] = ["meta", "br", "hr", "col", "link", "input"];

/// Checks that all elements are closed in their order, and that text is escaped.
///
/// # Panics
///
/// Where a page is not well-formed.
pub fn check(page: &str) {
    let page = page.strip_prefix("<!doctype html>").expect("it says that it is HTML");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        assert!(!text.contains('>') || open.last() == Some(&"style"), "a `>` that opens nothing: {text}");
        references(text);
        let end = end_of_tag(tag);
        let (tag, behind) = (&tag[1..end], &tag[end + 1..]);
        rest = behind;
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "no element: <{tag}>");
        assert!(name != "script", "no page needs one");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed out of order");
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

/// Where a tag ends: quotes may hold anything but a quote.
fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in tag.bytes().enumerate().skip(1) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at,
            b'<' => panic!("`<` in a tag: {tag:.60}"),
            _ => {}
        }
    }
    panic!("a tag without an end: {tag:.60}");
}

/// An `&` begins a reference.
fn references(text: &str) {
    for part in text.split('&').skip(1) {
        let name = part.split(';').next().unwrap_or_default();
        let is_one = part.contains(';')
            && name.len() < 10
            && name.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_alphanumeric());
        assert!(is_one, "no reference: &{part:.20}");
    }
}
