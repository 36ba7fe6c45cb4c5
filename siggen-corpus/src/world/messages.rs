//! What crashes say about themselves: messages of aborts, of channels and of shutdowns.

use crate::random::Random;
use crate::words::{NOUNS, OBJECTS, ROLES, VERBS};

/// What was said, in parts: `id` stays, the rest differs from crash to crash.
#[derive(Clone, Default)]
pub(crate) struct Message {
    pub(crate) text: String,
    /// Further names, of which a crash may have all or some.
    pub(crate) names: Vec<String>,
}

const PHASES: [&str; 4] = ["ledgers-close", "windows-gone", "profile-leaves", "network-leaves"];

pub(crate) fn abort(random: &mut Random) -> Message {
    let (noun, other) = (random.pick(&NOUNS).to_lowercase(), random.pick(&NOUNS).to_lowercase());
    let text = match random.below(4) {
        0 => format!("the {noun} has no {other}"),
        1 => format!("{}::{}: out of {noun}s", random.pick(&NOUNS), random.pick(&VERBS)),
        2 => format!("X_{}{}: BadMatch (invalid {noun} attributes)", random.pick(&VERBS), random.pick(&OBJECTS)),
        _ => format!("{} failed to {} its {noun}", random.pick(&ROLES), random.pick(&VERBS).to_lowercase()),
    };
    Message { text, names: Vec::new() }
}

pub(crate) fn channel_error(random: &mut Random) -> Message {
    let actor = format!("P{}", random.pick(&NOUNS));
    let message = format!("{actor}::Msg_{}{}", random.pick(&VERBS), random.pick(&OBJECTS));
    let text = match random.below(5) {
        0 => "ShutDownKill".to_owned(),
        1 => format!("(msgtype={:#x},name={message}) value error", random.between(0x10_0000, 0x90_0000)),
        2 => format!("(msgtype={:#x},name={message}) no such actor", random.between(0x10_0000, 0x90_0000)),
        3 => format!("{actor} channel closed too early"),
        _ => format!("{message} did not answer in time"),
    };
    Message { text, names: vec![message] }
}

/// The text is the phase, the names are what it waited for.
pub(crate) fn shutdown(random: &mut Random) -> Message {
    let condition = |random: &mut Random| {
        let part = format!("{}{}", random.pick(&NOUNS), random.pick(&ROLES));
        format!("{part}: {} the {}", random.pick(&VERBS).to_lowercase(), random.pick(&NOUNS).to_lowercase())
    };
    let names = (0..random.between(1, 3)).map(|_| condition(random)).collect();
    Message { text: (*random.pick(&PHASES)).to_owned(), names }
}
