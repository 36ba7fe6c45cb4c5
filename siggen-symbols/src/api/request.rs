//! Requests, and what is wrong with them.

use std::fmt;

use serde_json::Value;

/// The most jobs of a request.
pub const MAX_JOBS: usize = 10;

/// The version of the API that a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// One job without a list around it; the response has texts.
    V4,
    /// A list of jobs, or one without a list around it.
    V5,
}

/// How large a request may be.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Of the body, in bytes. A parsed body takes up to some twenty times as much memory.
    pub body: usize,
    /// Frames of all stacks of all jobs.
    pub frames: usize,
}

impl Default for Limits {
    /// 8 MiB and 250,000 frames.
    fn default() -> Self {
        Self { body: 8 << 20, frames: 250_000 }
    }
}

/// A request that is refused. It is JSON of the form `{"title": "…"}` for the client.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ApiError {
    /// What is wrong.
    pub title: String,
    /// The status of the HTTP response: 400, or 413 if the request is larger than the [`Limits`].
    #[serde(skip)]
    pub status: u16,
}

impl ApiError {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), status: 400 }
    }

    fn too_large(title: String) -> Self {
        Self { title, status: 413 }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for ApiError {}

/// A valid request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// What is to be symbolicated. Of version 4 there is one.
    pub jobs: Vec<Job>,
}

/// Stacks and the modules that they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Job {
    /// What frames refer to by place.
    pub modules: Vec<Module>,
    /// The stacks.
    pub stacks: Vec<Vec<Frame>>,
}

/// A module, by what its symbol file is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Module {
    /// Letters, digits and some other characters; may be empty.
    pub debug_file: String,
    /// Hexadecimal digits of either case; may be empty.
    pub debug_id: String,
}

/// A place in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The place of the module in the job. `None` if the frame is in no module.
    pub module: Option<usize>,
    /// Relative to the module. `None` stands for −1.
    pub offset: Option<u64>,
}

impl Request {
    /// Reads and checks a request.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn parse(body: &[u8], version: Version, limits: Limits) -> Result<Self, ApiError> {
        if body.len() > limits.body {
            return Err(ApiError::too_large(format!("please limit the request to <= {} bytes", limits.body)));
        }
        let payload: Value = serde_json::from_slice(body).map_err(|_| ApiError::new("Payload is not valid JSON"))?;
        let named = payload.as_object().and_then(|members| members.get("jobs")).filter(|_| version == Version::V5);
        let jobs = match (named, &payload) {
            (Some(Value::Array(jobs)), _) => jobs.as_slice(),
            (Some(_), _) => return Err(ApiError::new("jobs must be a list")),
            (None, Value::Object(_) | Value::Array(_) | Value::String(_)) => std::slice::from_ref(&payload),
            (None, _) => return Err(ApiError::new("Payload is not an object")),
        };
        if jobs.len() > MAX_JOBS {
            return Err(ApiError::new(format!("please limit number of jobs in a single request to <= {MAX_JOBS}")));
        }
        let jobs = jobs.iter().enumerate().map(|(number, value)| job(value, number)).collect::<Result<Vec<_>, _>>()?;
        let frames: usize = jobs.iter().flat_map(|job| &job.stacks).map(Vec::len).sum();
        if frames > limits.frames {
            let title = format!("please limit number of frames in a single request to <= {}", limits.frames);
            return Err(ApiError::too_large(title));
        }
        Ok(Self { jobs })
    }
}

fn job(value: &Value, number: usize) -> Result<Job, ApiError> {
    let Value::Object(members) = value else { return Err(ApiError::new(format!("job {number} is invalid"))) };
    let missing = |what: &str| ApiError::new(format!("job {number} is invalid: no {what} specified"));
    let stacks_value = members.get("stacks").ok_or_else(|| missing("stacks"))?;
    let modules = modules(members.get("memoryMap").ok_or_else(|| missing("memoryMap"))?)
        .map_err(|title| ApiError::new(format!("job {number} has invalid modules: {title}")))?;
    let stacks = stacks(stacks_value, modules.len())
        .map_err(|title| ApiError::new(format!("job {number} has invalid stacks: {title}")))?;
    Ok(Job { modules, stacks })
}

fn modules(value: &Value) -> Result<Vec<Module>, String> {
    let Value::Array(items) = value else { return Err("modules must be a list".to_owned()) };
    let module = |(index, item): (usize, &Value)| {
        let Some([debug_file, debug_id]) = item.as_array().map(Vec::as_slice) else {
            return Err(format!("module index {index} does not have a debug_filename and debug_id"));
        };
        let text = |value: &Value, is_allowed: fn(u8) -> bool| {
            let text = value.as_str()?;
            text.bytes().all(is_allowed).then(|| text.to_owned())
        };
        let is_in_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_.+{}@<> ~-".contains(&byte);
        let invalid = |what: &str| format!("module index {index} has an invalid {what}");
        Ok(Module {
            debug_file: text(debug_file, is_in_name).ok_or_else(|| invalid("debug_filename"))?,
            debug_id: text(debug_id, |byte| byte.is_ascii_hexdigit()).ok_or_else(|| invalid("debug_id"))?,
        })
    };
    items.iter().enumerate().map(module).collect()
}

fn stacks(value: &Value, modules: usize) -> Result<Vec<Vec<Frame>>, String> {
    let Value::Array(stacks) = value else { return Err("stacks must be a list of lists".to_owned()) };
    if stacks.is_empty() {
        return Err("no stacks specified".to_owned());
    }
    let stack = |(number, stack): (usize, &Value)| {
        let Value::Array(frames) = stack else { return Err(format!("stack {number} is not a list")) };
        let frame = |(index, value): (usize, &Value)| {
            frame(value, modules).map_err(|what| format!("stack {number} frame {index} {what}"))
        };
        frames.iter().enumerate().map(frame).collect()
    };
    stacks.iter().enumerate().map(stack).collect()
}

const INVALID: &str = "has an invalid module_offset";

fn frame(value: &Value, modules: usize) -> Result<Frame, &'static str> {
    let Some([module, offset]) = value.as_array().map(Vec::as_slice) else {
        return Err("is not a list of two items");
    };
    let module = match number(module).ok_or("has an invalid module_index")? {
        -1 => None,
        index => Some(usize::try_from(index).ok().filter(|index| *index < modules)),
    };
    if module == Some(None) {
        return Err("has a module_index that isn't in modules");
    }
    let offset = match number(offset).ok_or(INVALID)? {
        -1 => None,
        offset => Some(u64::try_from(offset).map_err(|_| INVALID)?),
    };
    Ok(Frame { module: module.flatten(), offset })
}

/// A whole number. `true` counts as 1, as it does in Python.
fn number(value: &Value) -> Option<i128> {
    match value {
        Value::Bool(is_one) => Some((*is_one).into()),
        _ => value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)),
    }
}
