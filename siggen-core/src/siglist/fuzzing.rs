//! See [`crate::fuzzing`].

use super::asked::pattern;
use super::dialect::Pattern;
use super::engine::{Engine, Set, SmallEngine, SmallSet};

/// What an engine says of each frame: whether it matches, where a match from its start ends, and whether it matches as
/// one of a set.
type Said = Result<Vec<(bool, Option<usize>, bool)>, &'static str>;

/// What a line says of each of these frames, by the engine of native programs and by that of the npm package. The
/// error is why the engine refuses the line; `None` for a line that is no regex.
///
/// A line of plain text is looked for inside of the frames, as that of a line `.*text` is.
pub fn engines(line: &str, frames: &[&str]) -> Option<[Said; 2]> {
    match pattern(line).ok()? {
        Pattern::Regex(regex) => {
            let fast = Engine::from_start(regex.clone()).and_then(|engine| {
                let set = Set::new(vec![regex.clone()])?;
                let said = |frame: &&str| (engine.is_match(frame), engine.end(frame), set.matching(frame) == [0]);
                Ok(frames.iter().map(said).collect())
            });
            let small = SmallEngine::from_start(regex.clone()).and_then(|engine| {
                let set = SmallSet::new(vec![regex.clone()])?;
                let said = |frame: &&str| (engine.is_match(frame), engine.end(frame), set.matching(frame) == [0]);
                Ok(frames.iter().map(said).collect())
            });
            Some([fast, small])
        }
        Pattern::Literal(text) if text.is_empty() || text.contains('\n') => None,
        Pattern::Literal(text) => {
            let texts = [text];
            let fast = Engine::inside(&texts)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), None, false)).collect());
            let small = SmallEngine::inside(&texts)
                .map(|engine| frames.iter().map(|frame| (engine.is_match(frame), None, false)).collect());
            Some([fast, small])
        }
    }
}
