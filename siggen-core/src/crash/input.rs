//! What a crash was read as.

use serde::{Serialize, Serializer};

/// The shape of an input document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Shape {
    /// Crash data: what signature generation was defined on.
    CrashData,
    /// A processed crash, as a crash-report server stores it.
    Processed,
    /// Annotations of a raw crash, as a crash reporter sends them.
    Raw,
    /// The JSON output of minidump-stackwalk, or its crashing thread.
    Stackwalk,
    /// A crash ping, or what has been made of one.
    Ping,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Shape; 5] = [Shape::CrashData, Shape::Processed, Shape::Raw, Shape::Stackwalk, Shape::Ping];

    /// The name on command lines and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Shape::CrashData => "crash-data",
            Shape::Processed => "processed",
            Shape::Raw => "raw",
            Shape::Stackwalk => "stackwalk",
            Shape::Ping => "ping",
        }
    }
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What an input was read as, and which member decided that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Input {
    /// The shape.
    pub shape: Shape,
    /// The form of the shape.
    pub form: Form,
    /// The member that decided; `caller` if the shape was forced, `nothing` for an empty object.
    pub detected_by: &'static str,
}

macro_rules! forms {
    ($($(#[doc = $doc:literal])* $form:ident = $name:literal $title:literal, $shape:ident;)*) => {
        /// The form of an input: a shape can have several.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum Form {
            $($(#[doc = $doc])* #[cfg_attr(feature = "schema", schemars(rename = $name))] $form,)*
        }

        impl Form {
            /// All forms.
            pub const ALL: &[Form] = &[$(Form::$form),*];

            /// The name in outcomes, such as `glean-ping`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Form::$form => $name,)*
                }
            }

            /// What people call it, such as `Glean crash ping`.
            pub fn title(self) -> &'static str {
                match self {
                    $(Form::$form => $title,)*
                }
            }

            /// The shape that it is a form of.
            pub fn shape(self) -> Shape {
                match self {
                    $(Form::$form => Shape::$shape,)*
                }
            }
        }
    };
}

forms! {
    /// Crash data.
    CrashData = "crash-data" "crash data", CrashData;
    /// A processed crash.
    Processed = "processed" "processed crash", Processed;
    /// Annotations of a raw crash, as JSON.
    Raw = "raw" "raw crash annotations", Raw;
    /// Annotations as `KEY=VALUE` lines, as older crash reporters write `.extra` files.
    ExtraFile = "extra-file" "annotations as KEY=VALUE lines", Raw;
    /// The JSON output of minidump-stackwalk, or the part of it that is the crashing thread.
    Stackwalk = "stackwalk" "minidump-stackwalk output", Stackwalk;
    /// A Glean `crash` ping as it is sent: metrics have dotted names.
    GleanPing = "glean-ping" "Glean crash ping", Ping;
    /// A row of the table of Glean pings: metrics are columns.
    GleanRow = "glean-row" "row of the table of Glean crash pings", Ping;
    /// A row of some columns of that table, with objects as such or as JSON in a text.
    IngestRow = "ingest-row" "row made of a crash ping", Ping;
    /// The obsolete telemetry `crash` ping, or its payload by itself.
    TelemetryPing = "telemetry-ping" "telemetry crash ping", Ping;
    /// A row of the table of telemetry pings.
    TelemetryRow = "telemetry-row" "row of the table of telemetry crash pings", Ping;
    /// The stack traces of a ping by themselves.
    StackTraces = "stack-traces" "stack traces of a crash ping", Ping;
    /// What a service has made of a ping: one stack with names.
    Stack = "stack" "symbolicated stack of a crash ping", Ping;
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Input {
    pub(crate) fn detected_by(form: Form, detected_by: &'static str) -> Input {
        Input { shape: form.shape(), form, detected_by }
    }
}
