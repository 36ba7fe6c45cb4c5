//! Lines of the log that the reference implementation keeps.

use std::borrow::Cow;
use std::fmt;

use crate::trail::{Change, Explanation, StackTrail, Verdict};

/// Where the lists come from.
pub(crate) fn siglists(source: &str) -> Cow<'static, str> {
    match source {
        "built-in" => "using included signature lists".into(),
        folder => format!("using signature lists from {folder}").into(),
    }
}

/// The frame that a walk starts at, where it is a sentinel.
pub(crate) fn sentinel(index: usize, frame: &str) -> String {
    format!("sentinel; starting at \"{frame}\" index {index}")
}

/// What a walk does with a frame, where that is logged.
pub(crate) fn frame(verdict: Verdict, frame: &str) -> Option<String> {
    let what = match verdict {
        Verdict::Empty => "empty string; ignoring",
        Verdict::Irrelevant => "irrelevant; ignoring",
        Verdict::Prefix => "prefix; continue iterating",
        Verdict::Stop => "not a prefix; stop",
        Verdict::BeforeSentinel | Verdict::RepeatedModule | Verdict::NotReached => return None,
    };
    Some(format!("{what}: \"{frame}\""))
}

impl Explanation {
    /// The log that the reference implementation keeps, line by line.
    pub fn debug_log(&self) -> Vec<String> {
        let mut log = Vec::new();
        self.each_logged(|line| log.push(line.to_string()));
        log
    }

    /// Tells each line of [`Explanation::debug_log`], which may be long, without making a text of it.
    pub fn each_logged(&self, mut line: impl FnMut(fmt::Arguments<'_>)) {
        for rule in &self.rules {
            if let Some(stack) = &rule.stack {
                self.log_stack(stack, &mut line);
            }
            for Change { rule, before, after } in &rule.changes {
                line(format_args!("{rule}: change signature: \"{before}\" -> \"{after}\""));
            }
        }
    }

    /// The lines of that log that tell of no change of the signature.
    #[doc(hidden)]
    pub fn stack_log(&self) -> Vec<String> {
        let mut log = Vec::new();
        for stack in self.rules.iter().filter_map(|rule| rule.stack.as_ref()) {
            self.log_stack(stack, &mut |line| log.push(line.to_string()));
        }
        log
    }

    fn log_stack(&self, stack: &StackTrail, log: &mut dyn FnMut(fmt::Arguments<'_>)) {
        let mut line = |text: &str| log(format_args!("SignatureGenerationRule: {text}"));
        let frames = match stack {
            StackTrail::JavaStackTrace => return line("using JavaSignatureTool"),
            StackTrail::JavaException => return line("using JavaExceptionSignatureTool"),
            StackTrail::Native { frames, .. } => frames,
        };
        line("using CSignatureTool");
        line(&siglists(&self.siglists));
        for (index, trail) in frames.iter().enumerate() {
            if trail.sentinel.is_some() {
                line(&sentinel(index, &trail.normalized));
            }
            if let Some(text) = frame(trail.verdict, &trail.normalized) {
                line(&text);
            }
        }
    }
}
