//! Responses.

use serde::ser::{SerializeMap, Serializer};

/// The response of version 5.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ResponseV5 {
    /// One for each job.
    pub results: Vec<JobResult>,
}

/// What came of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct JobResult {
    /// The frames of each stack.
    pub stacks: Vec<Vec<StackFrame>>,
    /// For each module, by `debug file/debug id`, whether its symbol file was found; `null` if no frame asked for it.
    #[serde(serialize_with = "as_map")]
    pub found_modules: Vec<(String, Option<bool>)>,
}

/// A frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct StackFrame {
    /// Its place in the stack.
    pub frame: usize,
    /// The module's debug file, or its code file once the symbol file has told; `<unknown>` without one.
    pub module: String,
    /// `0x…`, or `-0x1`.
    pub module_offset: String,
    /// The function's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// How far the offset is behind the function's beginning, `0x…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_offset: Option<String>,
    /// The path of the source file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in it, from 1. Never there without a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The functions that are inlined, from the innermost on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inlines: Vec<InlineFrame>,
}

/// A function that is inlined.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct InlineFrame {
    /// Its name.
    pub function: String,
    /// The path of the source file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in it, from 1. Never there without a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// The response of version 4.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ResponseV4 {
    /// The frames of each stack: `function (in module)`, or `0x… (in module)`.
    #[serde(rename = "symbolicatedStacks")]
    pub symbolicated_stacks: Vec<Vec<String>>,
    /// For each module of the request whether its symbol file was found; `null` if no frame asked for it.
    #[serde(rename = "knownModules")]
    pub known_modules: Vec<Option<bool>>,
}

impl From<ResponseV5> for ResponseV4 {
    /// The same in the older form.
    fn from(response: ResponseV5) -> Self {
        let job = response.results.into_iter().next().unwrap_or_default();
        let frame = |frame: StackFrame| {
            let function = frame.function.unwrap_or(frame.module_offset);
            format!("{function} (in {})", frame.module)
        };
        Self {
            symbolicated_stacks: job.stacks.into_iter().map(|stack| stack.into_iter().map(frame).collect()).collect(),
            known_modules: job.found_modules.into_iter().map(|(_, is_found)| is_found).collect(),
        }
    }
}

/// Modules that are named twice are one member.
fn as_map<S: Serializer>(modules: &[(String, Option<bool>)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut seen = std::collections::HashSet::new();
    let modules: Vec<_> = modules.iter().filter(|(name, _)| seen.insert(name)).collect();
    let mut map = serializer.serialize_map(Some(modules.len()))?;
    for (name, is_found) in modules {
        map.serialize_entry(name, is_found)?;
    }
    map.end()
}
