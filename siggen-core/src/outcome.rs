//! What comes out: the signature and what it was made of.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::crash::input::Input;

/// What stands between the parts of a signature.
pub(crate) const DELIMITER: &str = " | ";

/// The signature of a crash.
///
/// Serializes to an object of `signature`, `proto_signature` and `normalized_frames` where there
/// are frames, `notes`, and `input` where the crash was read from an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// The signature.
    pub signature: String,
    /// What the rules have to say about it, each as `RULE: text`.
    pub notes: Vec<String>,
    /// The frames that it was made from.
    pub frames: NormalizedFrames,
    /// What kept rules from their work, in the order of the notes, which tell it too. Not serialized.
    pub failures: Vec<Failure>,
    /// What the crash was read as, where it was read.
    pub input: Option<Input>,
}

/// What kept a rule from its work, or from a part of it: its note is `RULE: Rule failed: MESSAGE`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The rule's name.
    pub rule: &'static str,
    /// What went wrong.
    pub message: String,
}

impl Failure {
    /// What kept the rule of this name from its work.
    #[doc(hidden)]
    pub fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Failure { rule, message: message.into() }
    }
}

impl Outcome {
    /// All normalized frames, joined with ` | `; `None` where there are no frames.
    pub fn proto_signature(&self) -> Option<&str> {
        (!self.frames.is_empty()).then(|| self.frames.joined())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Outcome", 5)?;
        fields.serialize_field("signature", &self.signature)?;
        if let Some(proto_signature) = self.proto_signature() {
            fields.serialize_field("proto_signature", proto_signature)?;
            fields.serialize_field("normalized_frames", &self.frames)?;
        } else {
            fields.skip_field("proto_signature")?;
            fields.skip_field("normalized_frames")?;
        }
        fields.serialize_field("notes", &self.notes)?;
        match &self.input {
            Some(input) => fields.serialize_field("input", input)?,
            None => fields.skip_field("input")?,
        }
        fields.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Outcome {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Outcome".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let input = generator.subschema_for::<Input>();
        let texts = |description: &str| schemars::json_schema!({"description": description, "type": "array", "items": {"type": "string"}});
        schemars::json_schema!({
            "description": "The signature of a crash.",
            "type": "object",
            "properties": {
                "signature": {"type": "string", "description": "The signature."},
                "proto_signature": {
                    "type": "string",
                    "description": "All normalized frames, joined with ` | `; absent if there are no frames.",
                },
                "normalized_frames": texts("The normalized frames that count; absent if there are none."),
                "notes": texts("What the rules say about the signature, each as `RULE: text`."),
                "input": input,
            },
            "required": ["signature", "notes"],
        })
    }
}

/// Normalized frames, kept as one text.
///
/// ```
/// # let crash = siggen_core::Crash::from_json(br#"{"threads":[{"frames":[{"function":"f(int)"},{"function":"g"}]}]}"#)?;
/// let frames = siggen_core::Generator::new().generate(&crash).frames;
/// assert_eq!(frames.iter().collect::<Vec<_>>(), ["f", "g"]);
/// assert_eq!(frames.joined(), "f | g");
/// # Ok::<(), siggen_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalizedFrames {
    /// The frames, joined with the delimiter.
    text: String,
    /// Where each frame ends in the text.
    ends: Vec<usize>,
}

impl NormalizedFrames {
    /// Appends a frame, which `write` appends to the text it is given.
    pub(crate) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        if !self.ends.is_empty() {
            self.text.push_str(DELIMITER);
        }
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    pub(crate) fn with_capacity(frames: usize) -> Self {
        // Normalized names are some forty bytes long on average.
        NormalizedFrames { text: String::with_capacity(frames * 48), ends: Vec::with_capacity(frames) }
    }

    /// How many frames there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no frames.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A frame, by its index.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] + DELIMITER.len());
        Some(&self.text[start..end])
    }

    /// The frames, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The frames, joined with ` | `.
    #[doc(hidden)]
    pub fn joined(&self) -> &str {
        &self.text
    }
}

impl<S: AsRef<str>> FromIterator<S> for NormalizedFrames {
    fn from_iter<I: IntoIterator<Item = S>>(frames: I) -> Self {
        let mut collected = NormalizedFrames::default();
        for frame in frames {
            collected.push_with(|text| text.push_str(frame.as_ref()));
        }
        collected
    }
}

impl Serialize for NormalizedFrames {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
