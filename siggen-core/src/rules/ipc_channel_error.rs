//! Broken channels between processes: the error says more than the stack.

use crate::pytext;
use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Replaces the signature with `IPCError-browser | <error>` or `IPCError-content | <error>`.
    ///
    /// It is the browser's error if the report has a minidump of the browser process in addition to
    /// its own. The first 100 characters of the error count.
    struct SignatureIpcChannelError = "SignatureIPCChannelError",
        reads: ["ipc_channel_error", "additional_minidumps"],
        bugs: [];
}

/// How much of the error counts, in code points.
const MAX_LENGTH: usize = 100;

impl Rule for SignatureIpcChannelError {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(cx.crash.ipc_channel_error.as_ref()) {
            Some(_) => Applies::Yes("there is an ipc_channel_error"),
            None => Applies::No("there is no ipc_channel_error"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let error = given(cx.crash.ipc_channel_error.as_ref()).unwrap_or_default();
        let has_browser_dump = cx.crash.additional_minidumps.iter().any(|dump| dump == "upload_file_minidump_browser");
        let process = if has_browser_dump { "browser" } else { "content" };
        let signature = format!("IPCError-{process} | {}", pytext::first_chars(error, MAX_LENGTH));
        cx.note("IPC Channel Error stomped on signature");
        cx.set_signature(signature);
        Ok(())
    }
}
