//! `signify`: a drop-in for the program of that name. A crash as JSON goes in, its signature as JSON comes out.
//!
//! The program reads standard input and writes standard output. The Python package runs the same code behind
//! `siggen.cmd_signify`, and has the program among its files.

mod python_json;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use siggen_batch::siglist_folder;
use siggen_core::{Crash, Generator, Shape, printable};

const HELP: &str = "\
Prints the signature of a crash. Reads crash data or a processed crash as JSON from standard input.

Usage: signify [-v] [--signature-list-dir DIR] < CRASH.json

Options:
  -v, --verbose                 Print the debug log first
      --signature-list-dir DIR  Use the signature lists in this directory
  -h, --help                    Print this help
      --version                 Print the version
";

#[derive(Default)]
struct Options {
    verbose: bool,
    lists: Option<PathBuf>,
    /// What to print in place of a signature.
    instead: Option<&'static str>,
}

/// What is printed, in the order of the program of that name.
#[derive(Serialize)]
struct Result<'o> {
    signature: &'o str,
    proto_signature: &'o str,
    notes: &'o [String],
}

/// Why there is no signature.
#[derive(Debug)]
pub enum Failure {
    /// Options or lists that make no sense.
    Usage(String),
    /// What was read is no crash.
    Input(String),
    /// The output can't be written.
    Output(io::Error),
}

impl Failure {
    /// The exit status.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            // Nobody reads on, as `head` doesn't when it has seen enough: that is nobody's fault.
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Failure::Input(_) | Failure::Output(_) => 1,
        }
    }

    /// What people are told.
    pub fn message(&self) -> String {
        match self {
            Failure::Usage(message) | Failure::Input(message) => format!("signify: {}", printable(message)),
            Failure::Output(error) => format!("signify: cannot write: {error}"),
        }
    }
}

/// What the arguments ask for.
pub enum Call {
    /// To print this text, and to read nothing.
    Print(&'static str),
    /// To print the signature of a crash.
    Sign(Signify),
}

/// The program when it knows its options and lists.
pub struct Signify {
    generator: Generator,
    verbose: bool,
}

/// Reads the arguments, those behind the program's name, and the lists that they name.
///
/// # Errors
///
/// [`Failure::Usage`], where there are other arguments, or lists that can't be used.
pub fn call(args: impl IntoIterator<Item = OsString>) -> std::result::Result<Call, Failure> {
    let options = parse(args).map_err(|error| Failure::Usage(error.to_string()))?;
    if let Some(text) = options.instead {
        return Ok(Call::Print(text));
    }
    let generator = siglist_folder::generator(options.lists.as_deref(), None);
    let generator = generator.map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(Call::Sign(Signify { generator, verbose: options.verbose }))
}

impl Signify {
    /// Writes the signature of a crash, crash data or a processed crash as JSON.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] where the crash can't be read, [`Failure::Output`] where `out` can't be written.
    pub fn sign(&self, json: &[u8], out: &mut impl Write) -> std::result::Result<(), Failure> {
        if json.trim_ascii().is_empty() {
            return Err(Failure::Input("empty input: a crash report is a JSON object".to_owned()));
        }
        let shape = if holds_dump(json) { Shape::Processed } else { Shape::CrashData };
        let crash = Crash::from_json_as(json, shape).map_err(|error| Failure::Input(error.to_string()))?;
        print(&self.generator, &crash, shape, self.verbose, out).map_err(Failure::Output)
    }
}

fn print(
    generator: &Generator,
    crash: &Crash<'_>,
    shape: Shape,
    verbose: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let outcome = if verbose {
        if shape == Shape::Processed {
            writeln!(out, "Crash data is a processed crash. Converting ...")?;
        }
        let explanation = generator.explain(crash);
        for line in explanation.debug_log() {
            writeln!(out, "{}", printable(&line))?;
        }
        explanation.outcome
    } else {
        generator.generate(crash)
    };
    let result = Result {
        signature: &outcome.signature,
        proto_signature: outcome.proto_signature().unwrap_or_default(),
        notes: &outcome.notes,
    };
    python_json::write(&mut *out, &result)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn parse(args: impl IntoIterator<Item = OsString>) -> std::result::Result<Options, lexopt::Error> {
    let mut options = Options::default();
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(argument) = parser.next()? {
        match argument {
            lexopt::Arg::Short('v') | lexopt::Arg::Long("verbose") => options.verbose = true,
            lexopt::Arg::Long("signature-list-dir") => options.lists = Some(parser.value()?.into()),
            lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => options.instead = Some(HELP),
            lexopt::Arg::Long("version") => {
                options.instead = Some(concat!("signify (siggen) ", env!("CARGO_PKG_VERSION"), "\n"));
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

/// Whether a document is an object with `json_dump`: that makes it a processed crash.
fn holds_dump(json: &[u8]) -> bool {
    // Most documents don't hold the name at all; it may be written with escapes.
    let holds = |text: &[u8]| json.windows(text.len()).any(|window| window == text);
    if !holds(b"json_dump") && !holds(b"\\u") {
        return false;
    }
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    serde_json::from_slice(json).is_ok_and(|HoldsDump(holds)| holds)
}

struct HoldsDump(bool);

impl<'de> Deserialize<'de> for HoldsDump {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = HoldsDump;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<HoldsDump, A::Error> {
                let mut holds = false;
                while let Some((name, IgnoredAny)) = members.next_entry::<std::borrow::Cow<'de, str>, _>()? {
                    holds |= name == "json_dump";
                }
                Ok(HoldsDump(holds))
            }
        }

        deserializer.deserialize_map(Members)
    }
}
