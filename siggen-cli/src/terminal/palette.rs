//! Colours, or none of them.

use anstyle::{AnsiColor, Effects, Style};
use siggen_core::Verdict;

use crate::text::readable;

/// The styles of what people read on a terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette {
    has_colours: bool,
}

const FAINT: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

impl Palette {
    pub(crate) const fn new(has_colours: bool) -> Self {
        Palette { has_colours }
    }

    /// A text in a style. Control characters in it are shown, not sent.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        let text = readable(text);
        if self.has_colours && !text.is_empty() && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.into_owned()
        }
    }

    pub(crate) fn heading(self, text: &str) -> String {
        self.paint(BOLD, text)
    }

    pub(crate) fn faint(self, text: &str) -> String {
        self.paint(FAINT, text)
    }

    pub(crate) fn signature(self, text: &str) -> String {
        self.paint(BOLD.fg_color(Some(AnsiColor::Green.into())), text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    pub(crate) fn pattern(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// The style of a verdict, and of the name beside it.
    pub(crate) fn verdict(verdict: Verdict) -> Style {
        match verdict {
            Verdict::Stop => BOLD.fg_color(Some(AnsiColor::Green.into())),
            Verdict::Prefix => BOLD.fg_color(Some(AnsiColor::Blue.into())),
            Verdict::Irrelevant => AnsiColor::Yellow.on_default(),
            Verdict::RepeatedModule | Verdict::Empty => AnsiColor::Magenta.on_default(),
            Verdict::BeforeSentinel | Verdict::NotReached => FAINT,
        }
    }

    /// The style of a frame's name.
    pub(crate) fn name(verdict: Verdict) -> Style {
        match verdict {
            Verdict::Stop | Verdict::Prefix => BOLD,
            Verdict::Irrelevant | Verdict::RepeatedModule | Verdict::Empty => Style::new(),
            Verdict::BeforeSentinel | Verdict::NotReached => FAINT,
        }
    }

    /// The same style for the part of a name that a line of a list matches.
    pub(crate) fn matched(style: Style) -> Style {
        style.effects(style.get_effects() | Effects::UNDERLINE).fg_color(Some(AnsiColor::Cyan.into()))
    }
}
