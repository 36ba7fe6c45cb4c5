//! The stack's signature, which all other rules adjust.

use crate::crash::JavaException;
use crate::normalize::java::{self, JavaSignature};
use crate::outcome::DELIMITER;
use crate::recorder;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};
use crate::stack;
use crate::trail::StackTrail;

rule! {
    /// Makes a signature from the stack of the crash: the Java stack trace, otherwise the Java
    /// exception, otherwise the crashing thread.
    ///
    /// For a thread of C++ and Rust frames:
    ///
    /// 1. Functions that were inlined into a frame become frames of their own before it. The first
    ///    40 frames count.
    /// 2. Each frame is normalized, to the first of these that it has: its function, its file and
    ///    line, its module, an unloaded module, its address.
    /// 3. The walk starts at the first sentinel, if there is one.
    /// 4. Frames on the irrelevant list are skipped, and so is a module that repeats the one before.
    /// 5. All other frames are kept, up to and including the first that is not on the prefix list.
    ///
    /// The kept frames are joined with ` | `. If no frame is kept, the signature is the first
    /// frame.
    struct SignatureGenerationRule = "SignatureGenerationRule",
        reads: ["java_stack_trace", "java_exception", "crashing_thread", "threads", "os"],
        bugs: [];
}

impl Rule for SignatureGenerationRule {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        Applies::Yes(if given(cx.crash.java_stack_trace.as_ref()).is_some() {
            "there is a Java stack trace"
        } else if cx.crash.java_exception.is_some() {
            "there is a Java exception"
        } else {
            "every crash has a stack"
        })
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        generate(cx, cx.crashing_thread_index())
    }
}

/// Makes the signature of the stack, for native code that of the thread of this index.
pub(super) fn generate(cx: &mut RuleContext<'_>, thread_index: i64) -> Result<(), RuleError> {
    cx.acting_as(&SignatureGenerationRule::INFO, |cx| generate_stack(cx, thread_index))
}

fn generate_stack(cx: &mut RuleContext<'_>, thread_index: i64) -> Result<(), RuleError> {
    let crash = cx.crash;
    if let Some(trace) = given(crash.java_stack_trace.as_ref()) {
        set_java_signature(cx, java::trace_signature(trace, java::DELIMITER), StackTrail::JavaStackTrace);
    } else if crash.is_mistyped("java_stack_trace") {
        set_java_signature(cx, java::unusable_trace(), StackTrail::JavaStackTrace);
    } else if let Some(exception) = &crash.java_exception {
        set_java_exception(cx, exception);
    } else {
        return generate_native(cx, thread_index);
    }
    Ok(())
}

fn set_java_exception(cx: &mut RuleContext<'_>, exception: &JavaException<'_>) {
    set_java_signature(cx, java::exception_signature(exception), StackTrail::JavaException);
}

fn set_java_signature(cx: &mut RuleContext<'_>, java: JavaSignature, trail: StackTrail) {
    if let Some(recorder) = &mut cx.recorder {
        recorder.stack(trail);
    }
    for note in java.notes {
        cx.note(note);
    }
    cx.set_signature(java.signature);
}

/// The reference gives up on a stack with a function such as `const`, of which nothing is left
/// without its qualifiers, and trips over its own feet while saying so. Signatures and notes have
/// been like that for years.
const NO_NAME_LEFT: &str = "'Result' object has no attribute 'note'";

fn generate_native(cx: &mut RuleContext<'_>, thread_index: i64) -> Result<(), RuleError> {
    let (crash, siglists, is_recording) = (cx.crash, cx.siglists, cx.recorder.is_some());
    let (thread, asker) = cx.thread(thread_index);
    let thread = thread.unwrap_or_default();
    if let Some(broken) = &thread.broken {
        return Err(RuleError::new(broken.to_string()));
    }
    // Module names differ in case between versions of Windows.
    let is_windows = crash.os.as_deref() == Some("Windows NT");
    let frames = stack::normalize(&thread, is_windows, siglists, asker).ok_or(RuleError::new(NO_NAME_LEFT))?;
    let mut steps = Vec::new();
    let walk = stack::walk(&frames, DELIMITER, siglists, asker, |index, step| {
        if is_recording {
            steps.push((index, step));
        }
    });
    let trail = is_recording.then(|| recorder::native_stack(thread_index, &thread, &frames, &walk, &steps, siglists));
    let mistyped: Vec<String> =
        thread.mistyped.iter().map(|mistyped| format!("{mistyped}; it counts as absent")).collect();
    drop(thread);

    if let (Some(recorder), Some(trail)) = (&mut cx.recorder, trail) {
        recorder.stack(trail);
    }
    for note in mistyped {
        cx.note(&note);
    }
    let (signature, note) = walk.finish(&frames, Some(thread_index));
    if let Some(note) = note {
        cx.note(&note);
    }
    // Without frames, those of another thread that was looked at before stay.
    if !frames.is_empty() {
        cx.outcome.frames = frames;
    }
    if !signature.is_empty() {
        cx.set_signature(signature);
    }
    Ok(())
}
