//! Why something can't be done, as JSON text from which JavaScript makes its errors.

use serde::Serialize;
use siggen_core::{Error, SiglistError, SiglistName};
use wasm_bindgen::JsValue;

/// What was asked for can't be done.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum Refusal {
    /// A report can't be read.
    Report { offset: usize, message: String },
    /// A list can't be compiled.
    Siglist {
        list: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        reason: String,
        message: String,
    },
    /// An argument is not what it should be.
    Argument { message: String },
}

impl Refusal {
    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Refusal::Argument { message: message.into() }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Siglist(error) => error.into(),
            error => Refusal::Report { offset: error.offset().unwrap_or_default(), message: error.to_string() },
        }
    }
}

impl From<SiglistError> for Refusal {
    fn from(error: SiglistError) -> Self {
        let message = error.to_string();
        let (line, pattern) = error.line.map(|line| (line.number, line.text)).unzip();
        Refusal::Siglist {
            list: error.list.map_or("", SiglistName::name),
            line,
            pattern,
            reason: error.message,
            message,
        }
    }
}

impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        JsValue::from_str(&crate::json(&refusal))
    }
}
