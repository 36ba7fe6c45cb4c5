//! `Engine`: the core's generator, with what its sessions remember.

use std::sync::{Arc, Mutex};

use siggen_core::{Crash, Outcome, Session, SessionMemory};

/// A generator that many threads can work with.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) generator: siggen_core::Generator,
    /// What sessions remember while nobody works with them.
    memories: Mutex<Vec<SessionMemory>>,
}

impl Engine {
    pub(crate) fn new(generator: siggen_core::Generator) -> Arc<Self> {
        Arc::new(Engine { generator, memories: Mutex::default() })
    }

    /// The signature of a crash.
    pub(crate) fn generate(&self, crash: &Crash<'_>) -> Outcome {
        self.with_session(|session| session.generate(crash))
    }

    /// Work with a session, which remembers what earlier ones have seen.
    pub(crate) fn with_session<T>(&self, work: impl FnOnce(&mut Session<'_>) -> T) -> T {
        let mut session = self.generator.session_with(self.lend());
        let done = work(&mut session);
        self.keep(session.into_memory());
        done
    }

    /// A memory that nobody works with; a new one where there is none.
    pub(crate) fn lend(&self) -> SessionMemory {
        // In a process that was forked the lock may be held for ever, by a thread that isn't there.
        self.memories.try_lock().ok().and_then(|mut memories| memories.pop()).unwrap_or_default()
    }

    /// Takes a memory back.
    pub(crate) fn keep(&self, memory: SessionMemory) {
        if let Ok(mut memories) = self.memories.try_lock() {
            memories.push(memory);
        }
    }
}
