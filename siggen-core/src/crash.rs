//! What a signature is made from: a crash, its threads and their frames.
//!
//! All types borrow from the input where they can, and every field may be absent. The names are
//! those of the crash data format, so a [`Crash`] serializes to crash data.

pub(crate) mod input;
mod java;
mod owned;
pub(crate) mod threads;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use input::Input;
pub use java::{JavaException, JavaFrame};
use threads::Threads;

/// A crash, in the terms that signature generation looks at.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Crash<'a> {
    /// The crash id, if the input has one. Signatures don't depend on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crash_id: Option<Cow<'a, str>>,
    /// The signature that was stored with the report. Signatures don't depend on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_signature: Option<Cow<'a, str>>,
    /// Index of the crashing thread in `threads`; thread 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crashing_thread: Option<i64>,
    /// Operating system, as minidump-stackwalk names it: `Windows NT`, `Linux`, `Mac OS X`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os: Option<Cow<'a, str>>,
    /// Crash reason: an exception, signal or status name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    /// Threads of the crashed process.
    #[serde(skip_serializing_if = "Threads::is_empty")]
    pub threads: Threads<'a>,
    /// Java stack trace as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub java_stack_trace: Option<Cow<'a, str>>,
    /// Java exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub java_exception: Option<JavaException<'a>>,
    /// Size of the allocation that failed, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oom_allocation_size: Option<AllocationSize>,
    /// `Reporting`, `Reported` or `Recovered`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub js_large_allocation_failure: Option<Cow<'a, str>>,
    /// Message of an abort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abort_message: Option<Cow<'a, str>>,
    /// Kind of hang, such as `ui` or `shutdown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hang: Option<Cow<'a, str>>,
    /// What a shutdown was waiting for: JSON as text, with `phase` and `conditions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub async_shutdown_timeout: Option<Cow<'a, str>>,
    /// Error of the channel between two processes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipc_channel_error: Option<Cow<'a, str>>,
    /// Name of the message between two processes that was being handled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipc_message_name: Option<Cow<'a, str>>,
    /// Names of the report's minidumps besides the main one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_minidumps: Vec<Cow<'a, str>>,
    /// Status that minidump-stackwalk ended with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdsw_status_string: Option<Cow<'a, str>>,
    /// Fields that the input holds with a type that says nothing; they count as absent.
    #[serde(skip)]
    pub mistyped: Vec<Mistyped>,
    /// What the crash was read as. Signatures don't depend on it.
    #[serde(skip)]
    pub input: Option<Input>,
}

impl Crash<'_> {
    /// Whether the input holds a field with a type that says nothing.
    pub(crate) fn is_mistyped(&self, field: &str) -> bool {
        self.mistyped.iter().any(|mistyped| mistyped.field == field)
    }
}

/// A field whose type says nothing to signature generation, so that it counts as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistyped {
    /// The field's name in crash data; `threads` for everything inside them.
    pub field: &'static str,
    /// Path of the field in the input, such as `abort_message` or `threads[1].frames[0].function`.
    pub path: String,
    /// What was expected, such as `text`.
    pub expected: &'static str,
    /// What was found, such as `a number`.
    pub found: &'static str,
}

impl std::fmt::Display for Mistyped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is {}, not {}", self.path, self.found, self.expected)
    }
}

/// Size of an allocation that failed, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllocationSize {
    /// The size; the nearest representable number where the input's is out of range.
    pub bytes: i64,
    /// Whether the input gave the size as text. A size of 0 is no size as a number, but is one as
    /// text: the reference asks only whether the text is empty.
    pub as_text: bool,
}

impl AllocationSize {
    /// Whether the crash says that an allocation failed, whatever its size.
    pub(crate) fn is_given(self) -> bool {
        self.as_text || self.bytes != 0
    }
}

impl From<i64> for AllocationSize {
    fn from(bytes: i64) -> Self {
        AllocationSize { bytes, as_text: false }
    }
}

impl Serialize for AllocationSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.as_text { serializer.collect_str(&self.bytes) } else { serializer.serialize_i64(self.bytes) }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AllocationSize {
    fn schema_name() -> Cow<'static, str> {
        "AllocationSize".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The size of an allocation that failed, in bytes; text is accepted too.",
            "type": ["integer", "string"],
        })
    }
}

/// A thread.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thread<'a> {
    /// Frames from the innermost call outwards. Ingest reads as many as count toward a signature.
    pub frames: Vec<Frame<'a>>,
    /// Name of the thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_name: Option<Cow<'a, str>>,
    /// The thread's last Windows error, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_error_value: Option<Cow<'a, str>>,
    /// Fields of the thread and its frames with a type that says nothing; they count as absent.
    #[serde(skip)]
    pub mistyped: Vec<Mistyped>,
    /// The first of what should be a thread, a list of frames, a frame or an inline function and
    /// isn't. Such a stack gives no signature: part of a stack would give that of another crash.
    #[serde(skip)]
    pub broken: Option<Mistyped>,
}

/// How many frames of a thread count, after inline functions have become frames of their own.
pub const FRAMES_THAT_COUNT: usize = 40;

/// A frame of a stack.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frame<'a> {
    /// Name of the module that the frame's code is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<Cow<'a, str>>,
    /// Name of the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<Cow<'a, str>>,
    /// Source file: a path, or `vcs:root:path:revision`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    /// Line in the source file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber<'a>>,
    /// Offset in the module, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module_offset: Option<Cow<'a, str>>,
    /// Address, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<Cow<'a, str>>,
    /// Functions that were inlined into this frame, innermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inlines: Vec<InlineFunction<'a>>,
    /// Modules that had been unloaded from the frame's address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unloaded_modules: Vec<UnloadedModule<'a>>,
}

/// A function that was inlined into a frame.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InlineFunction<'a> {
    /// Name of the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<Cow<'a, str>>,
    /// Source file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    /// Line in the source file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber<'a>>,
}

/// A module that was no longer loaded when the process crashed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnloadedModule<'a> {
    /// Name of the module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<Cow<'a, str>>,
}

/// A line number, or text if the input has something other than a whole number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum LineNumber<'a> {
    /// A whole number.
    Number(u64),
    /// Text, used as it is.
    Text(Cow<'a, str>),
}

impl LineNumber<'_> {
    /// Whether there is a line: 0 and empty text say that there is none.
    pub(crate) fn is_given(&self) -> bool {
        match self {
            LineNumber::Number(number) => *number != 0,
            LineNumber::Text(text) => !text.is_empty(),
        }
    }
}

impl std::fmt::Display for LineNumber<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LineNumber::Number(number) => number.fmt(f),
            LineNumber::Text(text) => text.fmt(f),
        }
    }
}

/// A field's text, where there is any: empty text says no more than absence.
pub(crate) fn given<'f>(field: Option<&'f Cow<'_, str>>) -> Option<&'f str> {
    field.map(|text| &**text).filter(|text| !text.is_empty())
}
