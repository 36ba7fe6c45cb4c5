//! `Engine`: the core's generator, with its memories.

use std::sync::{Arc, Mutex};

use siggen_core::{Crash, Outcome, SessionMemory};

/// A generator that many threads can work with.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) generator: siggen_core::Generator,
    /// The memories that nobody works with.
    memories: Mutex<Vec<SessionMemory>>,
}

impl Engine {
    pub(crate) fn new(generator: siggen_core::Generator) -> Arc<Self> {
        Arc::new(Engine { generator, memories: Mutex::default() })
    }

    /// The signature of a crash.
    pub(crate) fn generate(&self, crash: &Crash<'_>) -> Outcome {
        self.with_memory(|memory| self.generator.generate_with(memory, crash))
    }

    /// Work with a memory of what was seen before.
    pub(crate) fn with_memory<T>(&self, work: impl FnOnce(&mut SessionMemory) -> T) -> T {
        let mut memory = self.lend();
        let done = work(&mut memory);
        self.keep(memory);
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
