//! Signature lists of your own: the built-in ones, with entries added and removed.
//!
//! ```sh
//! cargo run -p siggen-core --example own_lists
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use siggen_core::{Crash, Generator, ListSet, SiglistFiles, SiglistName, Siglists};

#[expect(clippy::disallowed_methods, reason = "an example is a program, which prints")]
fn main() -> Result<(), Box<dyn Error>> {
    run(&mut stdout().lock())
}

pub(crate) fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let report = br#"{"threads": [{"frames": [
        {"function": "memcpy"}, {"function": "kite::copy(char*)"}, {"function": "kite::Sail::draw(int)"}
    ]}]}"#;
    let crash = Crash::from_json(report)?;

    // An entry is a line, as in the lists' files: a regex in Python's dialect.
    let added = SiglistFiles { prefix: "kite::copy".into(), ..SiglistFiles::default() };
    let removed = SiglistFiles { prefix: "memcpy".into(), ..SiglistFiles::default() };

    for (what, lists) in [
        ("built-in", ListSet::default()),
        ("added", ListSet { added, ..ListSet::default() }),
        ("removed", ListSet { removed, ..ListSet::default() }),
    ] {
        // Compiled once; a generator can be shared by threads.
        let generator = Generator::with_lists(&lists)?;
        writeln!(out, "{what}: {}", generator.generate(&crash).signature)?;
    }

    // Which line decides about a frame.
    let siglists = Siglists::built_in();
    if let Some(found) = siglists.find(SiglistName::Prefix, "memcpy") {
        writeln!(out, "memcpy is on {}: {}", found.list.name(), found.line.text)?;
    }
    Ok(())
}
