//! Comma-separated values.

use super::{Answer, Formatter};
use crate::cells::Cells;
use crate::run::Part;

pub(super) struct Csv(pub(super) Cells);

impl Formatter for Csv {
    fn answer(&self, answer: &Answer<'_>, part: &mut Part) {
        let notes = answer.outcome.notes.join("; ");
        let fields = [
            answer.crash_id.unwrap_or_default(),
            answer.original_signature.unwrap_or_default(),
            &answer.outcome.signature,
            answer.same(),
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
