//! See [`crate::fuzzing`].

use super::dialect::{self, Pattern};
use super::engine::{Engine, SmallEngine};

/// What an engine says of each frame: whether it matches, and where a match from its start ends.
type Said = Result<Vec<(bool, Option<usize>)>, String>;

/// What a line says of each of these frames, by the engine of native programs and by that of the npm package. The
/// error is why the engine refuses the line; `None` for a line that is no regex.
///
/// A line of plain text is looked for inside of the frames, as that of a line `.*text` is.
pub fn engines(line: &str, frames: &[&str]) -> Option<[Said; 2]> {
    match dialect::translate(line).ok()? {
        Pattern::Regex(regex) => {
            let fast = Engine::from_start(&regex)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), engine.end(frame))).collect());
            let small = SmallEngine::from_start(&regex)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), engine.end(frame))).collect());
            Some([fast, small])
        }
        Pattern::Literal(text) if text.is_empty() || text.contains('\n') => None,
        Pattern::Literal(text) => {
            let texts = [text];
            let fast = Engine::inside(&texts)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), None)).collect());
            let small = SmallEngine::inside(&texts)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), None)).collect());
            Some([fast, small])
        }
    }
}
