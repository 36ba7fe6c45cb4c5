//! A page to read in a browser: one file, without anything from elsewhere and without a script.

mod escaped;
mod flow;
mod groups;
mod head;
mod parts;
mod picture;

use super::Report;
use super::words::headline;
use escaped::Escaped;

/// The browser is told to load and run nothing, whatever the page holds.
const HEAD: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
    <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">";

const STYLE: &str = concat!("<style>\n", include_str!("style.css"), "</style></head>\n");

const END: &str = concat!("<footer><p>Made by siggen ", env!("CARGO_PKG_VERSION"), "</p></footer></body></html>\n");

pub(super) fn render(report: &Report<'_>) -> String {
    let diff = report.diff;
    let main = Escaped::from([
        head::header(report),
        head::edits(diff),
        picture::section(diff),
        groups::section(diff, report.limit),
    ]);
    let page = Escaped::from([
        Escaped::html(HEAD),
        Escaped::with_text("title", &[], &headline(diff)),
        Escaped::html(STYLE),
        Escaped::html("<body>"),
        Escaped::element("main", &[], &main),
        Escaped::html(END),
    ]);
    page.into_string()
}

#[cfg(test)]
mod tests;
