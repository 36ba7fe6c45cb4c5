//! Which message between processes was being handled.

use crate::rule::{Applies, Rule, RuleContext, RuleError, RuleInfo, given, rule};

rule! {
    /// Appends `IPC_Message_Name=<name>` to the signature.
    struct SignatureIpcMessageName = "SignatureIPCMessageName",
        reads: ["ipc_message_name"],
        bugs: [];
}

impl Rule for SignatureIpcMessageName {
    fn info(&self) -> &'static RuleInfo {
        &Self::INFO
    }

    fn predicate(&self, cx: &RuleContext<'_>) -> Applies {
        match given(cx.crash.ipc_message_name.as_ref()) {
            Some(_) => Applies::Yes("there is an ipc_message_name"),
            None => Applies::No("there is no ipc_message_name"),
        }
    }

    fn action(&self, cx: &mut RuleContext<'_>) -> Result<(), RuleError> {
        let name = given(cx.crash.ipc_message_name.as_ref()).unwrap_or_default();
        let signature = format!("{} | IPC_Message_Name={name}", cx.signature());
        cx.set_signature(signature);
        Ok(())
    }
}
