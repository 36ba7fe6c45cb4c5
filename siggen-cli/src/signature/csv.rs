//! Comma-separated values.

use super::{CrashOutcome, Formatter};
use crate::cells::Cells;
use crate::run::Part;

pub(super) struct Csv(pub(super) Cells);

impl Formatter for Csv {
    fn outcome(&self, crash: &CrashOutcome<'_>, part: &mut Part) {
        let notes = crash.outcome.notes.join("; ");
        let fields = [
            crash.crash_id.unwrap_or_default(),
            crash.original_signature.unwrap_or_default(),
            &crash.outcome.signature,
            crash.same(),
            &notes,
        ];
        let mut writer = ::csv::Writer::from_writer(&mut part.text);
        let written = self.0.write(&mut writer, &fields);
        written.and_then(|()| Ok(writer.flush()?)).expect("memory takes all");
    }

    fn head(&self) -> &'static str {
        "crash_id,original_signature,signature,same,notes\n"
    }
}
