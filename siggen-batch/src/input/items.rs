//! Some items of a long list, which has its text to itself.

use std::sync::Arc;

use siggen_core::records::{ListPosition, ListRecords};

use super::record::{Problem, Record};
use super::room::Taken;

/// The text of a list, which its parts share.
pub(super) struct List {
    pub(super) text: Vec<u8>,
    /// Given back when the last part is done.
    pub(super) _taken: Option<Taken>,
}

/// Some items of a list, and what stands between them and can't be there.
pub(super) struct Items {
    pub(super) list: Arc<List>,
    pub(super) from: ListPosition,
    pub(super) count: usize,
}

impl Items {
    /// Visits the items.
    pub(super) fn for_each(&self, source: &str, mut visit: impl FnMut(Result<Record<'_>, Problem>)) {
        for record in ListRecords::at(&self.list.text, self.from).take(self.count) {
            visit(match record {
                Ok(record) => Ok(Record::of_text(source, record)),
                Err(problem) => Err(Problem::new(source, problem)),
            });
        }
    }
}
