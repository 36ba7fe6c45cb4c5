//! The JSON output of minidump-stackwalk.

use crate::crash::Crash;

use super::document::Document;
use super::{crash_id, processed};

/// Reads the output of minidump-stackwalk by itself.
pub(super) fn read<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash {
        crash_id: crash_id(document),
        mdsw_status_string: document.text_or_nothing("status").filter(|text| !text.is_empty()),
        ..Crash::default()
    };
    processed::read_dump(document, &mut crash, "crash_info.");
    crash
}
