use siggen_analysis::{BucketKind, Diff};

use super::super::samples::{diff, hostile, report};
use super::*;

/// The names of all elements of a page, and that all are closed in their order.
fn elements(page: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("`<{piece}` has no end"));
        assert!(!text.contains('>') || open.last().is_some_and(|name| name == "style"), "{text}");
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap().to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "in {tag}");
            continue;
        }
        // Values of attributes are between quotation marks that nothing in them ends.
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if !["meta", "!doctype"].contains(&name.as_str()) {
            open.push(name.clone());
        }
        all.push(name);
    }
    assert_eq!(open, Vec::<String>::new());
    all
}

#[test]
fn all_that_there_is() {
    let page = render(&report(&diff()));
    for text in [
        "<title>1,203 of 2,000 crashes change (60.15%): 3 signatures become 4</title>",
        "<h1>1,203 of 2,000 crashes change (60.15%): 3 signatures become 4</h1>",
        "Lists before: <code>HEAD:siglists</code>. Lists after: <code>siglists</code>.",
        "<p>1 of 1,000 stored signatures is the same before (0.10%), 990 after (99.00%).</p>",
        "<code><mark>std::|core::</mark></code>",
        "Renamed: 1 signature, 1,200 crashes",
        "<code>memcpy | <mark>paint</mark></code> <span class=\"fate\">0 → 1,200 new</span>",
        "<span class=\"sign\">~</span> <code>draw</code> <span class=\"fate\">10 → 7 shrunk</span>",
        "<a href=\"https://crash-stats.mozilla.org/report/index/01234567-89ab-4cde-8f01-234567260801\" rel=\"noreferrer\">",
        "<span class=\"place\">+ prefix:12</span> <code>memcpy</code>",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let elements = elements(&page);
    assert_eq!(elements.iter().filter(|name| *name == "main").count(), 1);
    assert_eq!(elements.iter().filter(|name| *name == "path").count(), 2);
}

#[test]
fn it_needs_nothing_from_elsewhere() {
    let page = render(&report(&diff()));
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"")
    );
    for word in ["<script", "src=", "@import", "url(", "<link", " style="] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn texts_stay_texts() {
    let plain = render(&report(&diff()));
    let page = render(&report(&hostile()));
    // The same elements as with harmless texts, but for a link to a report that has another id now.
    let link = |name: &String| name != "a";
    let harmless: Vec<String> = elements(&plain).into_iter().filter(link).collect();
    let found: Vec<String> = elements(&page).into_iter().filter(link).collect();
    let count = |all: &[String], name: &str| all.iter().filter(|one| *one == name).count();
    assert_eq!(count(&found, "script"), 0);
    for name in ["details", "section", "table", "tr", "td", "th", "path", "ul", "svg", "title"] {
        assert_eq!(count(&found, name), count(&harmless, name), "{name}");
    }
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;```␊&lt;/code&gt;"), "{page}");
    assert!(!page.contains('\u{1b}'));
}

#[test]
fn every_id_is_there_once_and_all_references_lead_somewhere() {
    let page = render(&report(&diff()));
    let values = |attribute: &str| -> Vec<&str> {
        let start = format!(" {attribute}=\"");
        page.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    };
    let ids = values("id");
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    for reference in values("aria-labelledby").into_iter().chain(values("aria-describedby")) {
        assert!(ids.contains(&reference), "{reference}");
    }
}

#[test]
fn what_is_not_shown_is_said() {
    let mut diff = diff();
    let page = render(&Report { limit: Some(1), is_stopped: true, ..report(&diff) });
    assert!(page.contains("1 smaller group is not shown here; siggen diff --limit 2 shows all."), "{page}");
    assert!(page.contains("Interrupted: this covers only 2,000 crashes."), "{page}");
    // Kinds that there aren't have no heading.
    diff.buckets.retain(|group| group.kind != BucketKind::Split);
    assert!(!render(&report(&diff)).contains("Split"));
}

#[test]
fn nothing_changes() {
    let diff = Diff { crashes: 9, signatures_before: 2, signatures_after: 2, ..Diff::default() };
    let page = render(&report(&diff));
    assert!(page.contains("<h1>None of 9 crashes change: 2 signatures stay</h1>"), "{page}");
    assert!(!page.contains("<svg") && !page.contains("All changes"));
    elements(&page);
}
