//! Frames, one by one and all of a thread.

use crate::asker::Asker;
use crate::crash::{Frame, LineNumber, Thread};
use crate::memory::Memory;
use crate::normalize::{self, FrameParts, Rewriter, cpp, rust, source};
use crate::outcome::NormalizedFrames;
use crate::siglist::{SiglistName, Siglists};
use crate::stack::{self, StackFrame};

/// The normalized name of a Rust function; `None` for one without a name.
///
/// `line` is its line number as text, or `None`: it is appended to functions on the list of line
/// numbers.
///
/// ```
/// use siggen_core::{Siglists, tools};
///
/// let name = tools::normalize_rust_function(Siglists::built_in(), "webrender::draw<u8>::h0123456789abcdef", "7");
/// assert_eq!(name.as_deref(), Some("webrender::draw<T>"));
/// ```
pub fn normalize_rust_function(siglists: &Siglists, function: &str, line: &str) -> Option<String> {
    (!function.is_empty()).then(|| {
        let mut name = String::new();
        rust::normalize(function, Some(&text(line)), &mut is_numbered(siglists), &mut Rewriter::default(), &mut name);
        name
    })
}

/// The normalized name of a C++ function; `None` if its name consists of qualifiers only.
///
/// `line` is as in [`normalize_rust_function`].
pub fn normalize_cpp_function(siglists: &Siglists, function: &str, line: &str) -> Option<String> {
    (!cpp::is_only_qualifiers(function)).then(|| {
        let mut name = String::new();
        cpp::normalize(function, Some(&text(line)), &mut is_numbered(siglists), &mut Rewriter::default(), &mut name);
        name
    })
}

/// The normalized form of a frame by itself, without the functions that were inlined into it;
/// `None` if its function consists of qualifiers only.
///
/// It doesn't apply [`fixed_function`] or lower-case modules, as [`normalized_frames`] does.
pub fn normalize_frame(siglists: &Siglists, frame: &Frame<'_>) -> Option<String> {
    let parts = StackFrame { index: 0, frame, inline: None }.parts();
    (!parts.is_only_qualifiers()).then(|| normalized(siglists, &parts))
}

fn normalized(siglists: &Siglists, parts: &FrameParts<'_>) -> String {
    let mut frame = String::new();
    normalize::frame(parts, false, &mut is_numbered(siglists), &mut Rewriter::default(), &mut frame);
    frame
}

/// The normalized frames of a thread that count, with the functions that were inlined into them.
///
/// `None` if the function of one consists of qualifiers only, or if the thread is
/// [broken](Thread::broken).
pub fn normalized_frames(
    siglists: &Siglists,
    thread: &Thread<'_>,
    modules_in_lower_case: bool,
) -> Option<NormalizedFrames> {
    if thread.broken.is_some() {
        return None;
    }
    stack::normalize(thread, modules_in_lower_case, siglists, &mut Asker::new(&mut Memory::default()))
}

/// The full name of a panic function whose symbol lacks its path, as in symbol files of Rust 1.34.
pub fn fixed_function(file: &str, function: &str) -> Option<&'static str> {
    source::rust_1_34_function(Some(file), function)
}

fn text(line: &str) -> LineNumber<'_> {
    LineNumber::Text(line.into())
}

fn is_numbered(siglists: &Siglists) -> impl Fn(&str) -> bool {
    |name| siglists.is_match(SiglistName::LineNumbers, name)
}
