//! Ctrl-C, and the signals that mean the same: the first asks for an orderly end, the second ends.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status of a run that was stopped.
pub(crate) const STOPPED: u8 = 130;

static IS_ASKED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C asks first. Where somebody has turned signals off, as `nohup` does, they are left alone.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    // Without a handler Ctrl-C ends the program, which is no harm either: an output can be gone on with.
    ONCE.call_once(|| drop(ctrlc::try_set_handler(asked)));
}

/// Whether somebody has asked for an end.
pub(crate) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}

#[expect(clippy::disallowed_methods, reason = "who asks a second time wants the end now, whatever is unwritten")]
fn asked() {
    if IS_ASKED.swap(true, Ordering::Relaxed) {
        std::process::exit(i32::from(STOPPED));
    }
}
