//! The walk along a stack of C++ and Rust frames.

use super::StackSignature;
use crate::asker::Asker;
use crate::debug_log;
use crate::memory::Memory;
use crate::outcome::NormalizedFrames;
use crate::siglist::Siglists;
use crate::stack;

/// The signature that a walk along normalized frames gives; the pipeline's delimiter is `" | "`.
///
/// If no frame is kept, the note names the index of the crashing thread. Without that index there
/// is no signature either.
///
/// ```
/// use siggen_core::{Siglists, tools};
///
/// let signature = tools::stack_signature(Siglists::built_in(), &["memcpy", "draw", "main"], Some(0), " | ");
/// assert_eq!(signature.signature, "memcpy | draw");
/// assert_eq!(signature.debug_log[1], "prefix; continue iterating: \"memcpy\"");
/// ```
pub fn stack_signature(
    siglists: &Siglists,
    frames: &[&str],
    crashing_thread: Option<i64>,
    delimiter: &str,
) -> StackSignature {
    let normalized: NormalizedFrames = frames.iter().collect();
    let mut steps = Vec::new();
    let walk = stack::walk(&normalized, delimiter, siglists, &mut Asker::new(&mut Memory::default()), |index, step| {
        steps.push((index, step));
    });
    let mut debug_log = vec![debug_log::siglists(siglists.source()).into_owned()];
    if walk.starts_at_sentinel {
        debug_log.extend(frames.get(walk.start).map(|frame| debug_log::sentinel(walk.start, frame)));
    }
    debug_log.extend(steps.iter().filter_map(|&(index, step)| debug_log::frame(step.into(), frames.get(index)?)));
    let (signature, note) = walk.finish(&normalized, crashing_thread);
    StackSignature { signature, notes: note.into_iter().collect(), debug_log }
}
