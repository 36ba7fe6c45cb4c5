//! Annotations under all their names: one table for what a crash reporter, a Glean ping and its
//! tables call the same thing.

use super::document::Document;

/// An annotation of a crash, and what it is called where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotation {
    /// The field of crash data that it becomes; empty where no signature depends on it.
    pub field: &'static str,
    /// What a crash reporter calls it, in `.extra` files and telemetry pings.
    pub annotation: &'static str,
    /// The type of its Glean metric, such as `string`; empty where pings never have it.
    pub metric_type: &'static str,
    /// Its Glean metric, as a ping has it: `category.name`.
    pub metric: &'static str,
    /// The same as a column of the table of pings: `category_name`.
    pub metric_column: &'static str,
    /// What rows that are made of pings call it, and tables of telemetry pings; empty where it has
    /// no name of its own there.
    pub column: &'static str,
}

macro_rules! annotations {
    ($($field:literal: $annotation:literal, $type:literal $metric:literal $metric_column:literal, $column:literal;)*) => {
        &[$(Annotation {
            field: $field,
            annotation: $annotation,
            metric_type: $type,
            metric: $metric,
            metric_column: $metric_column,
            column: $column,
        }),*]
    };
}

/// What is known of: first what signatures depend on, then what tells that a document is of a crash.
pub const ANNOTATIONS: &[Annotation] = annotations! {
    "threads": "StackTraces", "object" "crash.stack_traces" "crash_stack_traces", "stack_traces";
    "java_exception": "JavaException", "object" "crash.java_exception" "crash_java_exception", "java_exception";
    "async_shutdown_timeout": "AsyncShutdownTimeout",
        "object" "crash.async_shutdown_timeout" "crash_async_shutdown_timeout", "async_shutdown_timeout";
    "ipc_channel_error": "ipc_channel_error",
        "string" "crash.ipc_channel_error" "crash_ipc_channel_error", "ipc_channel_error";
    "hang": "Hang", "string" "crash.hang" "crash_hang", "hang";
    "js_large_allocation_failure": "JSLargeAllocationFailure",
        "string" "memory.js_large_allocation_failure" "memory_js_large_allocation_failure", "js_large_allocation_failure";
    "oom_allocation_size": "OOMAllocationSize",
        "quantity" "memory.oom_allocation_size" "memory_oom_allocation_size", "oom_allocation_size";
    "java_stack_trace": "JavaStackTrace", "" "" "", "java_stack_trace";
    "abort_message": "AbortMessage", "" "" "", "abort_message";
    "ipc_message_name": "IPCMessageName", "" "" "", "ipc_message_name";
    "": "MozCrashReason", "string" "crash.moz_crash_reason" "crash_moz_crash_reason", "moz_crash_reason";
    "": "QuotaManagerShutdownTimeout", "object" "crash.quota_manager_shutdown_timeout"
        "crash_quota_manager_shutdown_timeout", "quota_manager_shutdown_timeout";
    "": "ProcessType", "string" "crash.process_type" "crash_process_type", "process_type";
    "": "BuildID", "string" "crash.app_build" "crash_app_build", "";
    "": "ReleaseChannel", "string" "crash.app_channel" "crash_app_channel", "";
    "": "Version", "string" "crash.app_display_version" "crash_app_display_version", "";
};

/// The annotation that becomes a field of crash data.
pub(super) const fn of_field(field: &str) -> &'static Annotation {
    let mut index = 0;
    while index < ANNOTATIONS.len() {
        if is_same(ANNOTATIONS[index].field.as_bytes(), field.as_bytes()) {
            return &ANNOTATIONS[index];
        }
        index += 1;
    }
    panic!("no annotation becomes this field");
}

/// Whether two texts are equal, which a constant can't ask by `==`.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

impl Annotation {
    /// The names in data that a ping is or has become.
    pub(super) fn names(&self) -> [&'static str; 4] {
        [self.annotation, self.metric, self.metric_column, self.column]
    }

    /// The name under which a document has it, if it has it under one.
    #[inline(never)]
    pub(super) fn name_in(&self, document: &Document<'_>) -> Option<&'static str> {
        self.names().into_iter().find(|name| !name.is_empty() && document.has_value(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::names::DOCUMENT;

    #[test]
    fn columns_are_metrics_without_dots_and_all_names_are_read() {
        for annotation in ANNOTATIONS {
            assert_eq!(annotation.metric.replace('.', "_"), annotation.metric_column);
            assert_eq!(annotation.metric.is_empty(), annotation.metric_type.is_empty());
            for name in annotation.names().into_iter().filter(|name| !name.is_empty()) {
                assert!(DOCUMENT.contains(&name), "{name}");
            }
        }
    }
}
