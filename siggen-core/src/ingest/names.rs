//! Names of the members that ingest reads: for programs that write a document of what they hold as
//! objects and leave out what no shape looks at.

/// Members of the document and of the objects in [`DESCENDED`], in any shape. The first ones decide
/// which thread is read on the way, so they should stand before `threads`.
pub const DOCUMENT: &[&str] = &[
    "crashing_thread",
    "crash_info",
    "crash_thread",
    "crashThread",
    // What tells the shapes apart, and what they have in common.
    "json_dump",
    "system_info",
    "stack_traces",
    "stackTraces",
    "metadata",
    "payload",
    "modules",
    "threads",
    "frames",
    "stack",
    "crash_id",
    "uuid",
    "document_id",
    // Crash data, processed crashes, and what a stackwalker says.
    "original_signature",
    "signature",
    "os",
    "reason",
    "type",
    "status",
    "oom_allocation_size",
    "hang",
    "js_large_allocation_failure",
    "abort_message",
    "mdsw_status_string",
    "async_shutdown_timeout",
    "ipc_channel_error",
    "ipc_message_name",
    "additional_minidumps",
    "java_stack_trace",
    "java_exception",
    // Annotations.
    "ProductName",
    "ProductID",
    "BuildID",
    "AbortMessage",
    "AsyncShutdownTimeout",
    "Hang",
    "IPCMessageName",
    "JSLargeAllocationFailure",
    "JavaException",
    "OOMAllocationSize",
    "MozCrashReason",
    "JavaStackTrace",
    "StackTraces",
    "QuotaManagerShutdownTimeout",
    "ProcessType",
    "ReleaseChannel",
    "Version",
    // Pings and what is made of them.
    "metrics",
    "object",
    "string",
    "text",
    "quantity",
    "crash.stack_traces",
    "crash.java_exception",
    "crash.async_shutdown_timeout",
    "crash.ipc_channel_error",
    "crash.hang",
    "crash.os",
    "crash.moz_crash_reason",
    "crash.quota_manager_shutdown_timeout",
    "crash.process_type",
    "crash.app_build",
    "crash.app_channel",
    "crash.app_display_version",
    "memory.js_large_allocation_failure",
    "memory.oom_allocation_size",
    "crash_stack_traces",
    "crash_java_exception",
    "crash_async_shutdown_timeout",
    "crash_ipc_channel_error",
    "crash_hang",
    "crash_os",
    "crash_moz_crash_reason",
    "crash_quota_manager_shutdown_timeout",
    "crash_process_type",
    "crash_app_build",
    "crash_app_channel",
    "crash_app_display_version",
    "memory_js_large_allocation_failure",
    "memory_oom_allocation_size",
    "moz_crash_reason",
    "quota_manager_shutdown_timeout",
    "process_type",
    "crash_type",
    "crashType",
    "crash_address",
    "crashAddress",
    "address",
    "main_module",
    "mainModule",
    "oom_size",
    "messages",
    "config_id",
    "normalized_os",
    "client_info",
    "ping_info",
    "environment",
    "system",
    "name",
    "id",
    "crashId",
    "crashDate",
    "crash_date",
];

/// Members of crash data: of [`DOCUMENT`], those that this shape reads.
pub const CRASH_DATA: &[&str] = &[
    "crashing_thread",
    "threads",
    "crash_id",
    "uuid",
    "document_id",
    "original_signature",
    "os",
    "reason",
    "oom_allocation_size",
    "hang",
    "js_large_allocation_failure",
    "abort_message",
    "mdsw_status_string",
    "async_shutdown_timeout",
    "ipc_channel_error",
    "ipc_message_name",
    "additional_minidumps",
    "java_stack_trace",
    "java_exception",
];

/// Objects whose members a shape looks at. Of all other members the value is read as a whole.
pub const DESCENDED: &[&str] = &[
    "json_dump",
    "crash_info",
    "system_info",
    "stack_traces",
    "stackTraces",
    "StackTraces",
    "crash.stack_traces",
    "crash_stack_traces",
    "metadata",
    "payload",
    "metrics",
    "object",
    "string",
    "text",
    "quantity",
    "client_info",
    "ping_info",
    "environment",
    "system",
    "os",
];

/// How deep shapes look: `metrics`, `object`, `crash.stack_traces`, `crash_info`.
pub const MAX_DEPTH: usize = 4;

/// Members of a thread.
pub const THREAD: &[&str] = &["frames", "thread_name", "last_error_value"];

/// Members of a frame, and of the items of its `inlines` and `unloaded_modules`.
pub const FRAME: &[&str] =
    &["function", "module", "file", "line", "offset", "module_offset", "inlines", "unloaded_modules"];

/// More members of a frame in threads that stand beside `modules`, as those of crash pings do.
pub const FRAME_BESIDE_MODULES: &[&str] = &["module_index", "moduleIndex", "ip"];

/// Members of a module beside such threads.
pub const MODULE: &[&str] = &["filename", "debug_file", "debugFile"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Crash;

    /// What is read of a crash ping with one frame in one thread, into each of which members go.
    fn read(thread: &str, frame: &str) -> String {
        let json = format!(
            r#"{{"stack_traces": {{
                "modules": [{{"filename": "kite.dll"}}],
                "threads": [{{"frames": [{{"trust": "none" {frame}}}] {thread}}}]
            }}}}"#
        );
        let crash = Crash::from_json(json.as_bytes()).expect("it is JSON");
        format!("{:?}", crash.threads.get(0))
    }

    /// The values that a member can have: one of each type, since another type says nothing.
    const VALUES: [&str; 3] = ["0", r#""text""#, r#"[{"function": "f"}]"#];

    /// Which of the names in the source that decodes threads change what is read.
    fn read_names(read: impl Fn(&str) -> String) -> BTreeSet<&'static str> {
        let source = include_str!("../crash/threads/decode.rs");
        let names = source.split('"').chain(THREAD.iter().chain(FRAME).chain(FRAME_BESIDE_MODULES).copied());
        let is_name =
            |name: &&str| !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'_'));
        let nothing = read("");
        let changes = |name: &str| VALUES.iter().any(|value| read(&format!(r#", "{name}": {value}"#)) != nothing);
        names.filter(is_name).filter(|name| changes(name)).collect()
    }

    #[test]
    fn all_of_a_thread_and_nothing_else_is_read() {
        assert_eq!(read_names(|member| read(member, "")), THREAD.iter().copied().collect());
    }

    #[test]
    fn all_of_a_frame_and_nothing_else_is_read() {
        let names = FRAME.iter().chain(FRAME_BESIDE_MODULES).copied().collect();
        assert_eq!(read_names(|member| read("", member)), names);
    }

    #[test]
    fn all_of_an_item_is_among_the_names_of_a_frame() {
        for list in ["inlines", "unloaded_modules"] {
            let names = read_names(|member| read("", &format!(r#", "{list}": [{{"a": 0 {member}}}]"#)));
            assert!(!names.is_empty());
            assert!(names.iter().all(|name| FRAME.contains(name)), "{names:?}");
        }
    }

    #[test]
    fn no_name_is_there_twice_and_those_that_decide_are_first() {
        for names in [DOCUMENT, CRASH_DATA, DESCENDED, THREAD, FRAME, FRAME_BESIDE_MODULES] {
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        }
        assert!(DOCUMENT.starts_with(&["crashing_thread", "crash_info", "crash_thread", "crashThread"]));
        assert!(DESCENDED.iter().chain(CRASH_DATA).all(|name| DOCUMENT.contains(name)));
    }
}
