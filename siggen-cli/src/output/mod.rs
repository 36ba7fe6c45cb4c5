//! Where results go: standard output, or a file that is there when it is complete and can be gone on with until then.

mod begin;
mod descriptor;
mod failed;
mod file;
mod hold;
mod land;
mod packed;
mod paths;
mod plan;
mod state;
mod whole;

use std::io::Write;
use std::path::PathBuf;

use crate::counts::Counts;
use crate::failure::Failure;

pub(crate) use failed::{FailedFile, Written};
pub(crate) use land::Convert;
pub(crate) use packed::Packing;
pub(crate) use paths::{check_apart, check_distinct, has_only_files};
pub(crate) use plan::Plan;
pub(crate) use state::{Begin, Invocation, Snapshot};
pub(crate) use whole::write_whole;

use file::PartFile;

/// Where results go.
pub(crate) struct Output<'o> {
    to: To<'o>,
    /// How many bytes of text there were, before they were packed.
    text: u64,
}

enum To<'o> {
    Stream(&'o mut dyn Write),
    File(Box<PartFile>),
}

/// What has become of the wish to write.
pub(crate) enum Opened<'o> {
    /// It can be written.
    Going(Output<'o>),
    /// The file is complete already; if that was left to do, with what was counted.
    Complete { path: PathBuf, counts: Option<Counts> },
}

impl<'o> Output<'o> {
    /// Standard output.
    pub(crate) fn stream(out: &'o mut dyn Write) -> Self {
        Output { to: To::Stream(out), text: 0 }
    }

    /// A file.
    ///
    /// # Errors
    ///
    /// Where it can't be written, or where there is something that doesn't fit the wish.
    pub(crate) fn open(plan: Plan<'_>) -> Result<Opened<'o>, Failure> {
        let path = plan.path.to_owned();
        Ok(match PartFile::open(plan)? {
            file::Opened::Going(file) => Opened::Going(Output { text: file.text_at_place(), to: To::File(file) }),
            file::Opened::Complete(counts) => Opened::Complete { path, counts },
        })
    }

    /// From now on the file of failed records is made safe with the output.
    ///
    /// # Errors
    ///
    /// Where it can't be.
    pub(crate) fn sync_with(&mut self, failed: &FailedFile) -> Result<(), Failure> {
        match &mut self.to {
            To::Stream(_) => Ok(()),
            To::File(file) => file.sync_with(failed),
        }
    }

    /// Nothing will be written after all, since the run can't be begun.
    pub(crate) fn abandon(&self) {
        if let To::File(file) = &self.to {
            file.abandon();
        }
    }

    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.to, To::Stream(_))
    }

    pub(crate) fn is_resumed(&self) -> bool {
        matches!(&self.to, To::File(file) if file.is_resumed())
    }

    /// Where to begin.
    pub(crate) fn begun(&self) -> Snapshot {
        match &self.to {
            To::Stream(_) => Snapshot::default(),
            To::File(file) => file.snapshot().clone(),
        }
    }

    /// How many bytes of text there were so far, with those of earlier runs.
    pub(crate) fn text(&self) -> u64 {
        self.text
    }

    /// Writes a text.
    pub(crate) fn write(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.text += text.len() as u64;
        match &mut self.to {
            To::Stream(out) => out.write_all(text)?,
            To::File(file) => file.write(text)?,
        }
        Ok(())
    }

    /// All that comes of the records up to here has been written.
    pub(crate) fn reached(&mut self, snapshot: Snapshot) -> Result<(), Failure> {
        match &mut self.to {
            To::Stream(out) => out.flush()?,
            To::File(file) => file.reached(snapshot)?,
        }
        Ok(())
    }

    /// Whether what stands after all records is to be written: not in a file that is to be gone on with.
    pub(crate) fn takes_tail(&self, is_stopped: bool) -> bool {
        self.is_stream() || !is_stopped
    }

    /// Ends before all is done, and says how to go on where that can be done.
    pub(crate) fn stop(&mut self) -> Result<Option<String>, Failure> {
        match &mut self.to {
            To::Stream(_) => Ok(None),
            To::File(file) => file.stop().map(Some),
        }
    }

    /// All has been written.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.to {
            To::Stream(out) => Ok(out.flush()?),
            To::File(file) => file.finish(),
        }
    }
}
