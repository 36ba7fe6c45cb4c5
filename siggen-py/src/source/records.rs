//! The work on the records of files and texts, for siggen-batch.

use siggen_batch::run::Work;
use siggen_batch::{Problem, Record};
use siggen_core::Shape;

use super::crew::{Task, Unreadable};

/// A task on records.
pub(super) struct Records<T> {
    pub(super) task: T,
    pub(super) shape: Option<Shape>,
}

impl<T: Task> Work for Records<T> {
    type Part = T::Part;
    type Local = T::Local;

    fn record(&self, record: Result<Record<'_>, Problem>, local: &mut T::Local, part: &mut T::Part) {
        match record {
            Ok(record) => {
                let crash = record.read(self.shape).map_err(Unreadable::Record);
                self.task.crash(crash, &|| place(&record), local, part);
            }
            Err(problem) => {
                let source = problem.source.clone();
                self.task.crash(Err(Unreadable::Record(problem)), &|| source.clone(), local, part);
            }
        }
    }
}

/// Where a record stands.
fn place(record: &Record<'_>) -> String {
    match (record.line, record.index) {
        (Some(line), _) => format!("{}:{line}", record.source),
        (None, Some(index)) => format!("{}[{index}]", record.source),
        (None, None) => record.source.to_owned(),
    }
}
