//! Crash pings: modules, addresses and a few annotations.

use std::borrow::Cow;

use crate::crash::Crash;
use crate::json::{Kind, Reader, Syntax};

use super::crash_data;
use super::document::{Document, Fields};
use super::processed::read_dump;
use super::raw::read_java_exception;

/// Reads a crash ping.
///
/// A ping's frames are addresses in modules. Crash data that a job has made of a ping, with its
/// frames named, is read as well: it has `threads` in place of `stack_traces`.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    if let Some(mut payload) = document.take_object("payload") {
        return read(&mut payload);
    }
    let mut crash = crash_data::read(document);
    if let Some(Kind::String) = Fields::new(document).value("java_exception").map(|(kind, _)| kind) {
        read_java_exception(&Fields::new(document), "java_exception", &mut crash);
    }
    let traces = document.take_object("stack_traces").or_else(|| document.take_object("stackTraces"));
    if let Some(mut traces) = traces {
        let os = crash.os.take();
        read_dump(&mut traces, &mut crash, "stack_traces.crash_info.");
        crash.os = crash.os.or(os);
        crash.threads = crash.threads.with_modules(module_names(&traces));
    }
    if let Some(metadata) = document.take_object("metadata") {
        read_metadata(&metadata, &mut crash);
    }
    crash
}

/// The names of the modules that frames point into.
fn module_names<'a>(traces: &Document<'a>) -> Vec<Option<Cow<'a, str>>> {
    let mut names = Vec::new();
    let Some(json) = traces.json("modules") else { return names };
    let read: Result<(), Syntax> = Reader::new(json).array(|reader, _| {
        let mut name = None;
        if reader.kind()? == Kind::Object {
            reader.object(|reader, key| {
                if key == "filename" && reader.kind()? == Kind::String {
                    name = Some(reader.string()?);
                    return Ok(());
                }
                reader.skip()
            })?;
        } else {
            reader.skip()?;
        }
        names.push(name);
        Ok(())
    });
    // Something else than a list names no modules.
    read.map(|()| names).unwrap_or_default()
}

/// Reads the annotations that a ping carries; they override what stands beside them.
fn read_metadata<'a>(metadata: &Document<'a>, crash: &mut Crash<'a>) {
    let mut fields = Fields::of("metadata.", metadata);
    crash.ipc_channel_error = fields.text("ipc_channel_error").or(crash.ipc_channel_error.take());
    crash.oom_allocation_size = fields.size(("OOMAllocationSize", "oom_allocation_size")).or(crash.oom_allocation_size);
    crash.async_shutdown_timeout =
        fields.text(("AsyncShutdownTimeout", "async_shutdown_timeout")).or(crash.async_shutdown_timeout.take());
    if metadata.has("JavaException") {
        read_java_exception(&fields, "JavaException", crash);
    }
    crash.mistyped.append(&mut fields.mistyped);
}
