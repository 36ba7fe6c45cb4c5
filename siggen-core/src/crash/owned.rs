//! The same data, borrowing nothing: for what was read from a text that doesn't last.

use std::borrow::Cow;

use super::{Crash, Frame, InlineFunction, JavaException, JavaFrame, LineNumber, Thread, UnloadedModule};

#[inline(never)]
fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl Crash<'_> {
    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Crash<'static> {
        Crash {
            crash_id: self.crash_id.map(owned),
            original_signature: self.original_signature.map(owned),
            crashing_thread: self.crashing_thread,
            os: self.os.map(owned),
            reason: self.reason.map(owned),
            threads: self.threads.into_owned(),
            java_stack_trace: self.java_stack_trace.map(owned),
            java_exception: self.java_exception.map(JavaException::into_owned),
            oom_allocation_size: self.oom_allocation_size,
            js_large_allocation_failure: self.js_large_allocation_failure.map(owned),
            abort_message: self.abort_message.map(owned),
            hang: self.hang.map(owned),
            async_shutdown_timeout: self.async_shutdown_timeout.map(owned),
            ipc_channel_error: self.ipc_channel_error.map(owned),
            ipc_message_name: self.ipc_message_name.map(owned),
            additional_minidumps: self.additional_minidumps.into_iter().map(owned).collect(),
            mdsw_status_string: self.mdsw_status_string.map(owned),
            mistyped: self.mistyped,
            input: self.input,
        }
    }
}

impl Thread<'_> {
    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> Thread<'static> {
        Thread {
            frames: self.frames.into_iter().map(Frame::into_owned).collect(),
            thread_name: self.thread_name.map(owned),
            last_error_value: self.last_error_value.map(owned),
            mistyped: self.mistyped,
            broken: self.broken,
        }
    }
}

impl Frame<'_> {
    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> Frame<'static> {
        let inline = |inline: InlineFunction<'_>| InlineFunction {
            function: inline.function.map(owned),
            file: inline.file.map(owned),
            line: inline.line.map(LineNumber::into_owned),
        };
        let unloaded = |unloaded: UnloadedModule<'_>| UnloadedModule { module: unloaded.module.map(owned) };
        Frame {
            module: self.module.map(owned),
            function: self.function.map(owned),
            file: self.file.map(owned),
            line: self.line.map(LineNumber::into_owned),
            module_offset: self.module_offset.map(owned),
            offset: self.offset.map(owned),
            inlines: self.inlines.into_iter().map(inline).collect(),
            unloaded_modules: self.unloaded_modules.into_iter().map(unloaded).collect(),
        }
    }
}

impl LineNumber<'_> {
    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> LineNumber<'static> {
        match self {
            LineNumber::Number(number) => LineNumber::Number(number),
            LineNumber::Text(text) => LineNumber::Text(owned(text)),
        }
    }
}

impl JavaException<'_> {
    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> JavaException<'static> {
        match self {
            JavaException::Unusable => JavaException::Unusable,
            JavaException::Thrown { module, type_name, top_frame } => JavaException::Thrown {
                module: module.map(owned),
                type_name: owned(type_name),
                top_frame: top_frame.map(|frame| JavaFrame {
                    module: frame.module.map(owned),
                    function: frame.function.map(owned),
                    filename: frame.filename.map(owned),
                }),
            },
        }
    }
}
