//! What a rule is, and what it sees of a crash.

mod info;

use std::borrow::Cow;

use once_cell::unsync::OnceCell;

use crate::asker::Asker;
use crate::crash::{Crash, Thread};
use crate::outcome::{Failure, Outcome};
use crate::recorder::Recorder;
use crate::siglist::Siglists;

pub(crate) use crate::crash::given;
pub use info::{Applies, RuleInfo};

/// A step of the pipeline.
///
/// Rules are stateless: the lists and the crash come in through the context, so no rule can run
/// with other lists than its caller's.
pub trait Rule: Sync {
    /// What the rule is.
    fn info(&self) -> &'static RuleInfo;

    /// Whether the rule runs on this crash, and the fact that decides.
    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        let _ = cx;
        Applies::Yes("always")
    }

    /// Runs the rule.
    ///
    /// # Errors
    ///
    /// What keeps the rule from doing its work. It becomes a note, and the next rule runs.
    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError>;
}

/// Declares a rule's unit struct with its [`RuleInfo`], whose documentation is the doc comment.
macro_rules! rule {
    (
        $(#[doc = $docs:literal])*
        struct $struct:ident = $name:literal, reads: [$($reads:literal),* $(,)?], bugs: [$($bug:literal),* $(,)?];
    ) => {
        $(#[doc = $docs])*
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct $struct;

        impl $struct {
            pub(crate) const INFO: $crate::rule::RuleInfo = $crate::rule::RuleInfo {
                name: $name,
                docs: concat!($($docs, "\n"),*),
                reads: &[$($reads),*],
                bugs: &[$($bug),*],
            };
        }
    };
}
pub(crate) use rule;

/// Why a rule could not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError(Cow<'static, str>);

impl RuleError {
    /// An error with a message for the note.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        RuleError(message.into())
    }
}

impl std::fmt::Display for RuleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RuleError {}

/// What a rule sees, and the one way to change the outcome.
#[derive(Debug)]
pub struct RuleContext<'c> {
    /// The crash.
    pub crash: &'c Crash<'c>,
    /// The lists.
    pub siglists: &'c Siglists,
    pub(crate) outcome: Outcome,
    pub(crate) asker: Asker<'c>,
    pub(crate) recorder: Option<Recorder>,
    /// The name of the rule that runs.
    pub(crate) rule: &'static str,
    crashing_thread: OnceCell<Option<Cow<'c, Thread<'c>>>>,
}

impl<'c> RuleContext<'c> {
    pub(crate) fn new(
        crash: &'c Crash<'c>,
        siglists: &'c Siglists,
        outcome: Outcome,
        asker: Asker<'c>,
        recorder: Option<Recorder>,
    ) -> Self {
        let outcome = Outcome { input: crash.input, ..outcome };
        RuleContext { crash, siglists, outcome, asker, recorder, rule: "", crashing_thread: OnceCell::new() }
    }

    /// The signature so far.
    pub fn signature(&self) -> &str {
        &self.outcome.signature
    }

    /// Makes this the signature.
    pub fn set_signature(&mut self, signature: impl Into<String>) {
        let before = std::mem::replace(&mut self.outcome.signature, signature.into());
        if let Some(recorder) = &mut self.recorder {
            recorder.change(self.rule, before, &self.outcome.signature);
        }
    }

    /// Puts a part in front of the signature.
    pub fn prepend(&mut self, part: &str) {
        let signature = format!("{part} | {}", self.outcome.signature);
        self.set_signature(signature);
    }

    /// Says something about the signature.
    pub fn note(&mut self, text: &str) {
        self.outcome.notes.push(format!("{}: {text}", self.rule));
    }

    /// Takes down what kept the rule from its work.
    #[cold]
    pub(crate) fn fail(&mut self, message: String) {
        self.note(&format!("Rule failed: {message}"));
        self.outcome.failures.push(Failure { rule: self.rule, message });
    }

    /// The index of the crashing thread. A crash that names none crashed in thread 0.
    pub fn crashing_thread_index(&self) -> i64 {
        self.crash.crashing_thread.unwrap_or(0)
    }

    /// The crashing thread, where the crash has it.
    pub fn crashing_thread(&self) -> Option<&Thread<'c>> {
        let index = self.crashing_thread_index();
        self.crashing_thread.get_or_init(|| find_thread(self.crash, index)).as_deref()
    }

    /// A thread by its index, and who asks the lists about it.
    pub(crate) fn thread(&mut self, index: i64) -> (Option<Cow<'_, Thread<'c>>>, &mut Asker<'c>) {
        let crash = self.crash;
        let thread = if index == self.crashing_thread_index() {
            let thread = self.crashing_thread.get_or_init(|| find_thread(crash, index));
            thread.as_deref().map(Cow::Borrowed)
        } else {
            find_thread(crash, index)
        };
        (thread, &mut self.asker)
    }

    /// Runs another rule's work, which is noted as that rule's.
    pub(crate) fn acting_as<T>(&mut self, rule: &'static RuleInfo, work: impl FnOnce(&mut Self) -> T) -> T {
        let own = std::mem::replace(&mut self.rule, rule.name);
        let done = work(self);
        self.rule = own;
        done
    }
}

fn find_thread<'c>(crash: &'c Crash<'c>, index: i64) -> Option<Cow<'c, Thread<'c>>> {
    let threads = &crash.threads;
    // A negative index counts from the end, as it does in Python's lists.
    let from_start = if index < 0 { index.checked_add_unsigned(threads.len() as u64)? } else { index };
    threads.get(usize::try_from(from_start).ok()?)
}
