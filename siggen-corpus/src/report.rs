//! What is written of a crash: crash data, the same as a processed crash, and the truth.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::world::bugs::Kind;

/// A crash as crash data. The first members are not read by signatures.
#[derive(Serialize)]
pub(crate) struct Report<'w> {
    pub(crate) crash_id: String,
    pub(crate) product: &'static str,
    pub(crate) version: &'w str,
    pub(crate) release_channel: &'static str,
    pub(crate) build_id: &'w str,
    pub(crate) date: String,
    pub(crate) cpu_arch: &'static str,
    pub(crate) uptime: u64,
    pub(crate) os: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) crashing_thread: Option<usize>,
    /// There even where it is empty: an id without threads would be a processed crash.
    pub(crate) threads: Vec<Thread<'w>>,
    #[serde(flatten)]
    pub(crate) annotations: Annotations<'w>,
}

/// What else a crash may say about itself.
#[derive(Default, Serialize)]
pub(crate) struct Annotations<'w> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) java_stack_trace: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) java_exception: Option<JavaException<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) oom_allocation_size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) js_large_allocation_failure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) abort_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hang: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) async_shutdown_timeout: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ipc_channel_error: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ipc_message_name: Option<&'w str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) additional_minidumps: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mdsw_status_string: Option<&'static str>,
}

#[derive(Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
pub(crate) struct Thread<'w> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thread_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_error_value: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) frames: Vec<Frame<'w>>,
}

#[derive(Default, Serialize)]
pub(crate) struct Frame<'w> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) function: Option<Cow<'w, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<Cow<'w, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) module: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) module_offset: Option<Hex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) offset: Option<Hex>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) inlines: Vec<Inline<'w>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) unloaded_modules: Vec<Unloaded>,
    pub(crate) trust: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Inline<'w> {
    pub(crate) function: Cow<'w, str>,
    pub(crate) file: Cow<'w, str>,
    pub(crate) line: u64,
}

#[derive(Serialize)]
pub(crate) struct Unloaded {
    pub(crate) module: &'static str,
    pub(crate) offsets: [Hex; 1],
}

/// An address, as text.
#[derive(Clone, Copy)]
pub(crate) struct Hex(pub(crate) u64);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:#x}", self.0))
    }
}

/// A Java exception as the crash reporter's own annotation has it.
#[derive(Serialize)]
pub(crate) struct JavaException<'w> {
    pub(crate) messages: [String; 1],
    pub(crate) stack: Vec<JavaFrame<'w>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JavaFrame<'w> {
    pub(crate) class_name: &'w str,
    pub(crate) method_name: &'w str,
    pub(crate) file: &'w str,
    pub(crate) line: u64,
}

/// The same crash in the shape of a processed crash.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
pub(crate) struct Processed<'r, 'w> {
    uuid: &'r str,
    product: &'static str,
    version: &'r str,
    release_channel: &'static str,
    build: &'r str,
    date_processed: &'r str,
    uptime: u64,
    json_dump: Dump<'r, 'w>,
    #[serde(flatten)]
    annotations: &'r Annotations<'w>,
}

#[derive(Serialize)]
struct Dump<'r, 'w> {
    crash_info: CrashInfo,
    system_info: SystemInfo,
    threads: &'r [Thread<'w>],
}

#[derive(Serialize)]
struct CrashInfo {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    crashing_thread: Option<usize>,
}

#[derive(Serialize)]
struct SystemInfo {
    os: &'static str,
    cpu_arch: &'static str,
}

impl<'w> Report<'w> {
    pub(crate) fn processed(&self) -> Processed<'_, 'w> {
        Processed {
            uuid: &self.crash_id,
            product: self.product,
            version: self.version,
            release_channel: self.release_channel,
            build: self.build_id,
            date_processed: &self.date,
            uptime: self.uptime,
            json_dump: Dump {
                crash_info: CrashInfo { reason: self.reason, crashing_thread: self.crashing_thread },
                system_info: SystemInfo { os: self.os, cpu_arch: self.cpu_arch },
                threads: &self.threads,
            },
            annotations: &self.annotations,
        }
    }
}

/// What a crash really was.
#[derive(Serialize)]
pub(crate) struct Truth<'w> {
    pub(crate) crash_id: String,
    pub(crate) bug: &'w str,
    /// The platform, then what was done to this crash: `linux, system symbols missing, cut`.
    pub(crate) variant: String,
    pub(crate) kind: Kind,
}
