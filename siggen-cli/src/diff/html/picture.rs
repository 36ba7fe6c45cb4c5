//! The picture of the flow, as SVG, and the same as a table.

use siggen_analysis::{BucketKind, Diff};

use super::escaped::Escaped;
use super::flow::{BAR, Band, Bar, Flow, LABEL, WIDTH, Way};
use super::parts::{cell, code, counted_head};
use crate::diff::words::{crashes, number, or_empty, so_many};
use crate::text::{printable, shorten};

/// How many columns a label takes with its number, and what is between them.
const COLUMNS: usize = 47;
const BETWEEN: &str = "\u{a0}\u{a0}";

/// Between the bar and what is beside it.
const SPACE: f64 = 8.0;

/// The section with the picture, where crashes go anywhere.
pub(super) fn section(diff: &Diff) -> Escaped {
    let Some(flow) = Flow::of(diff) else { return Escaped::default() };
    let what = description(&flow);
    let caption = format!(
        "Signatures before are at the left, signatures after at the right, and each band is as wide as the crashes \
         that go there. Crashes that keep their signature are not shown.{}",
        match flow.bands.last().map(|band| band.way) {
            Some(Way { kind: None, ways, .. }) =>
                format!(" The last band sums up {}.", so_many(ways as u64, "smaller way", "smaller ways")),
            _ => String::new(),
        }
    );
    let around = [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Picture of the flow")];
    let figure = Escaped::from([
        legend(&flow),
        Escaped::element("div", &around, &svg(&flow, &what)),
        Escaped::with_text("figcaption", &[], &caption),
    ]);
    let table = [Escaped::html("<summary>The picture as a table</summary>"), table(&flow)];
    Escaped::element(
        "section",
        &[("aria-labelledby", "flow")],
        &Escaped::from([
            Escaped::html("<h2 id=\"flow\">Where crashes go</h2>"),
            Escaped::element("figure", &[], &figure),
            Escaped::element("details", &[], &Escaped::from(table)),
        ]),
    )
}

/// The picture in words, for those who don't see it.
fn description(flow: &Flow<'_>) -> String {
    let [before, after] = flow.sides.each_ref().map(Vec::len);
    let mut bands: Vec<&Band<'_>> = flow.bands.iter().filter(|band| band.way.kind.is_some()).collect();
    bands.sort_by_key(|band| std::cmp::Reverse(band.way.crashes));
    let widest: Vec<String> = bands.iter().take(3).map(|band| sentence(&band.way)).collect();
    format!("{before} bars at the left, {after} at the right. The widest bands: {}.", widest.join("; "))
}

/// A way in words.
fn sentence(way: &Way<'_>) -> String {
    let [before, after] = names(way);
    format!("{} from {before} to {after}", crashes(way.crashes))
}

/// What the ends of a way are called.
fn names(way: &Way<'_>) -> [String; 2] {
    way.signatures.map(|signature| match signature {
        Some(signature) => printable(or_empty(signature)).into_owned(),
        None => "other signatures".to_owned(),
    })
}

/// The kind of a band, for its colour.
fn class(kind: Option<BucketKind>) -> &'static str {
    kind.map_or("others", BucketKind::name)
}

fn legend(flow: &Flow<'_>) -> Escaped {
    let mut kinds: Vec<&str> = Vec::new();
    for kind in crate::diff::KINDS.map(Some).into_iter().chain([None]) {
        if flow.bands.iter().any(|band| band.way.kind == kind) {
            kinds.push(class(kind));
        }
    }
    let item = |kind: &str| Escaped::with_text("li", &[("class", kind)], kind);
    Escaped::element("ul", &[("class", "legend"), ("aria-label", "Colours")], &kinds.into_iter().map(item).collect())
}

fn svg(flow: &Flow<'_>, what: &str) -> Escaped {
    let view_box = format!("0 0 {} {}", WIDTH, figure(flow.height));
    let attributes = [
        ("viewBox", view_box.as_str()),
        ("role", "img"),
        ("aria-labelledby", "flow-title"),
        ("aria-describedby", "flow-what"),
    ];
    let mut inside = Escaped::from([
        Escaped::with_text("title", &[("id", "flow-title")], "Crashes from signatures before to signatures after"),
        Escaped::with_text("desc", &[("id", "flow-what")], what),
    ]);
    inside.extend(flow.bands.iter().map(band));
    for (side, bars) in flow.sides.iter().enumerate() {
        inside.extend(bars.iter().map(|one| bar(one, side == 1)));
    }
    Escaped::element("svg", &attributes, &inside)
}

/// A band from bar to bar, in the shape of an S.
fn band(band: &Band<'_>) -> Escaped {
    let (left, right) = (LABEL + BAR, WIDTH - LABEL - BAR);
    let middle = WIDTH / 2.0;
    let [from, to] = band.tops;
    let [from_end, to_end] = band.tops.map(|top| figure(top + band.height));
    let (from, to) = (figure(from), figure(to));
    let path = format!(
        "M{left} {from}C{middle} {from} {middle} {to} {right} {to}V{to_end}C{middle} {to_end} {middle} {from_end} \
         {left} {from_end}Z"
    );
    let class = format!("band {}", class(band.way.kind));
    let title = Escaped::with_text("title", &[], &sentence(&band.way));
    Escaped::element("path", &[("class", &class), ("d", &path)], &title)
}

/// A bar with its label, which is outside.
fn bar(bar: &Bar<'_>, is_right: bool) -> Escaped {
    let name = bar.signature.map_or("other signatures".to_owned(), |name| printable(or_empty(name)).into_owned());
    let x = figure(if is_right { WIDTH - LABEL - BAR } else { LABEL });
    // Even the smallest bucket has a bar that can be seen.
    let (y, height, width) = (figure(bar.top), figure(bar.height.max(1.0)), figure(BAR));
    let rect = [("class", "bar"), ("x", &x), ("y", &y), ("width", &width), ("height", &height)];
    let middle = figure(bar.top + bar.height / 2.0 + 4.0);
    let place = figure(if is_right { WIDTH - LABEL + SPACE } else { LABEL - SPACE });
    let anchor = if is_right { "start" } else { "end" };
    let count = Escaped::with_text("tspan", &[("class", "count")], &number(bar.crashes));
    let room = COLUMNS.saturating_sub(number(bar.crashes).len() + 2);
    let label = Escaped::text(&shorten(&name, room));
    let gap = Escaped::text(BETWEEN);
    let text = if is_right { [count, gap, label] } else { [label, gap, count] };
    let pieces = [
        Escaped::with_text("title", &[], &format!("{name}: {}", crashes(bar.crashes))),
        Escaped::element("rect", &rect, &Escaped::default()),
        Escaped::element("text", &[("x", &place), ("y", &middle), ("text-anchor", anchor)], &Escaped::from(text)),
    ];
    Escaped::element("g", &[], &Escaped::from(pieces))
}

fn table(flow: &Flow<'_>) -> Escaped {
    let row = |band: &Band<'_>| {
        let [before, after] = names(&band.way);
        Escaped::element(
            "tr",
            &[],
            &Escaped::from([
                cell("Crashes", "number", &Escaped::text(&number(band.way.crashes))),
                cell("Before", "", &code(&before)),
                cell("After", "", &code(&after)),
                cell("What happens", "", &Escaped::text(class(band.way.kind))),
            ]),
        )
    };
    let rows: Escaped = flow.bands.iter().map(row).collect();
    let head = counted_head("Where crashes go", &["Before", "After", "What happens"]);
    Escaped::element("table", &[], &Escaped::from([head, Escaped::element("tbody", &[], &rows)]))
}

/// A number for SVG: no more digits than can be seen.
fn figure(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::diff;
    use super::*;

    #[test]
    fn figures() {
        assert_eq!([0.0, 350.0, 1.5, 2.345_678].map(figure), ["0", "350", "1.5", "2.35"]);
    }

    #[test]
    fn a_band_and_its_words() {
        let diff = diff();
        let section = section(&diff).into_string();
        let title = "<title>1,200 crashes from memcpy to memcpy | paint</title>";
        // Two bands are 68 high, of which the first one has nearly all, beside the edge of 8.
        let start = "<path class=\"band renamed\" d=\"M360 8C500 8 500 8 640 8V75.83C";
        assert!(section.contains(start) && section.contains(title), "{section}");
        assert!(section.contains("<li class=\"renamed\">renamed</li><li class=\"split\">split</li>"), "{section}");
        assert!(!section.contains("others"), "{section}");
        assert!(
            section.contains("The widest bands: 1,200 crashes from memcpy to memcpy | paint; 3 crashes from draw to"),
            "{section}"
        );
    }
}
