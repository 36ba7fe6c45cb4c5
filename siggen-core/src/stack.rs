//! From a thread to a signature: frames are expanded, normalized and walked.

use crate::asker::Asker;
use crate::crash::{FRAMES_THAT_COUNT, Frame, InlineFunction, Thread};
use crate::normalize::FrameParts;
use crate::outcome::NormalizedFrames;
use crate::siglist::{SiglistName, Siglists};

/// A frame of the stack, or a function that was inlined into one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StackFrame<'t> {
    /// Index of the frame in the thread.
    pub(crate) index: usize,
    pub(crate) frame: &'t Frame<'t>,
    /// The inlined function that this is, if it is one.
    pub(crate) inline: Option<&'t InlineFunction<'t>>,
}

impl<'t> StackFrame<'t> {
    pub(crate) fn parts(&self) -> FrameParts<'t> {
        let frame = self.frame;
        let shared =
            FrameParts { module: frame.module.as_deref(), offset: frame.offset.as_deref(), ..FrameParts::default() };
        match self.inline {
            // An unloaded module belongs to the frame, not to what was inlined into it.
            Some(inline) => FrameParts {
                function: inline.function.as_deref(),
                file: inline.file.as_deref(),
                line: inline.line.as_ref(),
                ..shared
            },
            None => FrameParts {
                function: frame.function.as_deref(),
                file: frame.file.as_deref(),
                line: frame.line.as_ref(),
                unloaded_module: frame.unloaded_modules.first().map(|unloaded| {
                    // The reference writes what Python calls no name.
                    unloaded.module.as_deref().unwrap_or("None")
                }),
                ..shared
            },
        }
    }
}

/// The frames that count: what was inlined into a frame stands before it, innermost first.
pub(crate) fn expand<'t>(thread: &'t Thread<'t>) -> impl Iterator<Item = StackFrame<'t>> {
    let frames = thread.frames.iter().enumerate();
    let expanded = frames.flat_map(|(index, frame)| {
        let inlines = frame.inlines.iter().map(move |inline| StackFrame { index, frame, inline: Some(inline) });
        inlines.chain([StackFrame { index, frame, inline: None }])
    });
    expanded.take(FRAMES_THAT_COUNT)
}

/// The normalized form of each frame that counts; `None` where one is nothing but qualifiers.
pub(crate) fn normalize(
    thread: &Thread<'_>,
    modules_in_lower_case: bool,
    siglists: &Siglists,
    asker: &mut Asker<'_>,
) -> Option<NormalizedFrames> {
    let count: usize = thread.frames.iter().map(|frame| 1 + frame.inlines.len()).sum();
    let mut frames = NormalizedFrames::with_capacity(count.min(FRAMES_THAT_COUNT));
    asker.memory.begin_stack();
    for frame in expand(thread) {
        let parts = frame.parts().with_full_name();
        if parts.is_only_qualifiers() {
            return None;
        }
        frames.push_with(|out| asker.normalize(&parts, modules_in_lower_case, siglists, out));
    }
    asker.memory.end_stack();
    Some(frames)
}

/// What the walk decided about a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Empty,
    Irrelevant,
    RepeatedModule,
    Prefix,
    Stop,
}

/// The signature that a walk along a stack gives.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The kept frames, joined.
    pub(crate) signature: String,
    /// Index of the frame that the walk starts at.
    pub(crate) start: usize,
    /// Whether that frame is a sentinel.
    pub(crate) starts_at_sentinel: bool,
}

impl Walk {
    /// The signature, and a note where nothing was kept. Then the first frame has to do.
    pub(crate) fn finish(self, frames: &NormalizedFrames, crashing_thread: Option<i64>) -> (String, Option<String>) {
        if !self.signature.is_empty() {
            return (self.signature, None);
        }
        match crashing_thread {
            Some(thread) => {
                let signature = frames.get(self.start).unwrap_or("EMPTY: no frame data available").to_owned();
                (signature, Some(format!("CSignatureTool: no frame data for crashing thread ({thread})")))
            }
            None => (
                "EMPTY: no crashing thread identified".to_owned(),
                Some("CSignatureTool: no crashing thread identified".to_owned()),
            ),
        }
    }
}

/// Walks along a stack: from the first sentinel, skipping irrelevant frames, keeping the others up
/// to the first that is no prefix. Tells `decided` of each frame that it looks at.
pub(crate) fn walk(
    frames: &NormalizedFrames,
    delimiter: &str,
    siglists: &Siglists,
    asker: &mut Asker<'_>,
    mut decided: impl FnMut(usize, Step),
) -> Walk {
    let mut indexed = frames.iter().enumerate();
    let sentinel = indexed.position(|(index, frame)| asker.is_match(index, frame, SiglistName::Sentinels, siglists));
    let start = sentinel.unwrap_or(0);
    let signature = String::with_capacity(128);
    let mut walk = Walk { signature, start, starts_at_sentinel: sentinel.is_some() };
    let mut last_kept = None;
    for (index, frame) in frames.iter().enumerate().skip(start) {
        let step = if frame.is_empty() {
            Step::Empty
        } else if asker.is_match(index, frame, SiglistName::Irrelevant, siglists) {
            Step::Irrelevant
        } else if last_kept == Some(frame) && is_module(frame) {
            Step::RepeatedModule
        } else if asker.is_match(index, frame, SiglistName::Prefix, siglists) {
            Step::Prefix
        } else {
            Step::Stop
        };
        decided(index, step);
        if matches!(step, Step::Prefix | Step::Stop) {
            if last_kept.is_some() {
                walk.signature.push_str(delimiter);
            }
            walk.signature.push_str(frame);
            last_kept = Some(frame);
        }
        if step == Step::Stop {
            break;
        }
    }
    walk
}

/// Whether a frame tells no more than its module, so that its neighbours of the same kind add
/// nothing. Frames of an unloaded module do: their order is all there is.
fn is_module(frame: &str) -> bool {
    let ends_with = |suffix: &str| {
        let start = frame.len().checked_sub(suffix.len());
        start.and_then(|start| frame.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    !frame.starts_with("(unloaded")
        && (ends_with(".dll")
            || ends_with(".so")
            || frame == "XUL"
            || frame == "<name omitted>"
            // bug 1685178: symbol files that hold public names only
            || frame.starts_with("<unknown in"))
}
