//! A Java exception.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// A Java exception, reduced to what a signature says of it.
#[derive(Clone, Debug, PartialEq)]
pub enum JavaException<'a> {
    /// The exception that began it all.
    Thrown {
        /// Package of the exception's class.
        module: Option<Cow<'a, str>>,
        /// Name of the exception's class.
        type_name: Cow<'a, str>,
        /// The frame that threw.
        top_frame: Option<JavaFrame<'a>>,
    },
    /// There is one, but in no known form.
    Unusable,
}

/// A frame of a Java exception.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JavaFrame<'a> {
    /// Class with its package.
    pub module: Option<Cow<'a, str>>,
    /// Method.
    pub function: Option<Cow<'a, str>>,
    /// Source file.
    pub filename: Option<Cow<'a, str>>,
}

impl Serialize for JavaException<'_> {
    /// In the shape `{"exception": {"values": [{"stacktrace": …}]}}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shape<'s> {
            exception: Values<'s>,
        }
        #[derive(Serialize)]
        struct Values<'s> {
            values: Vec<Value<'s>>,
        }
        #[derive(Serialize)]
        struct Value<'s> {
            stacktrace: Stacktrace<'s>,
        }
        #[derive(Serialize)]
        struct Stacktrace<'s> {
            module: Option<&'s str>,
            #[serde(rename = "type")]
            type_name: &'s str,
            frames: Vec<Frame<'s>>,
        }
        #[derive(Serialize)]
        struct Frame<'s> {
            module: Option<&'s str>,
            function: Option<&'s str>,
            filename: Option<&'s str>,
        }
        let values = match self {
            JavaException::Unusable => Vec::new(),
            JavaException::Thrown { module, type_name, top_frame } => vec![Value {
                stacktrace: Stacktrace {
                    module: module.as_deref(),
                    type_name,
                    frames: top_frame
                        .iter()
                        .map(|frame| Frame {
                            module: frame.module.as_deref(),
                            function: frame.function.as_deref(),
                            filename: frame.filename.as_deref(),
                        })
                        .collect(),
                },
            }],
        };
        Shape { exception: Values { values } }.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for JavaException<'_> {
    fn schema_name() -> Cow<'static, str> {
        "JavaException".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = || schemars::json_schema!({"type": ["string", "null"]});
        let frame = |module: &str, function: &str, file: &str| {
            schemars::json_schema!({
                "type": "object",
                "properties": {module: text(), function: text(), file: text()},
            })
        };
        let frames = frame("className", "methodName", "file");
        schemars::json_schema!({
            "description": "A Java exception, in any of its three shapes. The first exception and its first frame count.",
            "type": "object",
            "properties": {
                "exception": {
                    "type": "object",
                    "properties": {"values": {"type": "array", "items": {
                        "type": "object",
                        "properties": {"stacktrace": {
                            "type": "object",
                            "properties": {
                                "module": text(),
                                "type": text(),
                                "frames": {"type": "array", "items": frame("module", "function", "filename")},
                            },
                        }},
                    }}},
                },
                "throwables": {"type": "array", "items": {
                    "type": "object",
                    "properties": {"typeName": text(), "stack": {"type": "array", "items": frames}},
                }},
                "messages": {"type": "array", "items": text()},
                "stack": {"type": "array", "items": frames},
            },
        })
    }
}
