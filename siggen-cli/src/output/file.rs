//! A file that gets its name when it is complete. Until then it is `FILE.part`, with `FILE.part.state` beside it,
//! which says how far it is.
//!
//! The order of writing makes every moment a good one to be ended at, and to lose power at: what comes later is written
//! when what comes before is on the disk. First there is the file, empty; then a state that says that nothing is done. A
//! state is written when all that it speaks of is in the file, and takes the place of the one before at once. When all
//! is done the state says so; then the file gets its name; then a record of the run takes the place of the state, or
//! nothing. What is in the file behind the length that the state has is dropped by the run that goes on.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

use super::begin::{Start, start};
use super::failed::FailedFile;
use super::land::{Convert, land, landed};
use super::packed::{Packer, Packing};
use super::paths::Paths;
use super::plan::{Plan, cannot_write};
use super::state::{Begin, Invocation, Mark, Snapshot, State};
use crate::counts::Counts;
use crate::disk::{remove, sync_folder_of};
use crate::failure::Failure;
use crate::terminal::ShownJson;

/// How often the state is written, at most: so much work is done again at worst.
const INTERVAL: Duration = Duration::from_millis(200);

/// Where the disk is slow, more seldom: of the time of a run, so little goes to making it safe.
const SHARE: u32 = 100;

/// What has become of the wish to write a file.
pub(super) enum Opened {
    /// It can be written.
    Going(Box<PartFile>),
    /// It is complete: since long, or now, with what was counted.
    Complete(Option<Counts>),
}

/// A file under way.
#[derive(Debug)]
pub(super) struct PartFile {
    paths: Paths,
    file: File,
    /// What is synced with it: the file of failed records, of whose length a state speaks.
    beside: Option<File>,
    command: Result<Invocation, &'static str>,
    packer: Option<Packer>,
    convert: Option<Convert>,
    /// How long the file is.
    length: u64,
    /// How much text has come in.
    text: u64,
    /// How much of the text that comes is in the file already.
    skip: u64,
    /// Where the run has come, and with how much text.
    reached: (Snapshot, u64),
    /// What can be gone on from.
    mark: Mark,
    /// When the next state is due.
    due: Instant,
    is_resumed: bool,
    /// Whether it is JSON for a terminal.
    shows_json: bool,
    /// Whether a record stays beside the file, for who asks again.
    keeps_record: bool,
}

impl PartFile {
    /// Begins to write a file, or goes on.
    ///
    /// # Errors
    ///
    /// Where it can't be written, or where there is something that doesn't fit the wish.
    pub(super) fn open(plan: Plan<'_>) -> Result<Opened, Failure> {
        let paths = Paths::of(plan.path)?;
        let mut plan = plan;
        if paths.file.is_none() {
            if plan.path.is_dir() {
                return Err(Failure::Usage(format!("{}: this is a directory, not a file", plan.path.display())));
            }
            plan.command = Err("it is not a regular file");
        }
        if let (Begin::Resume, Err(why)) = (plan.begin, &plan.command) {
            return Err(Failure::Usage(format!("--resume: this output can't be resumed: {why}")));
        }
        let keeps_record = plan.begin == Begin::Resume;
        let (file, mark) = match start(&plan, &paths)? {
            Start::Going { file, mark } => (file, mark),
            Start::Unnamed { file, state } => {
                let counts = state.mark.snapshot.counts;
                PartFile::new(paths, file, plan, Some(state.mark), keeps_record).land()?;
                return Ok(Opened::Complete(Some(counts)));
            }
            Start::Complete(counts) => return Ok(Opened::Complete(counts)),
        };
        Ok(Opened::Going(Box::new(PartFile::new(paths, file, plan, mark, keeps_record))))
    }

    fn new(paths: Paths, file: File, plan: Plan<'_>, mark: Option<Mark>, keeps_record: bool) -> Self {
        let is_resumed = mark.is_some();
        let mark = mark.unwrap_or_default();
        let packer = (plan.packing != Packing::Plain).then(|| Packer::new(plan.packing, mark.length == 0));
        PartFile {
            paths,
            file,
            beside: None,
            command: plan.command,
            packer,
            convert: plan.convert,
            length: mark.length,
            text: mark.text,
            skip: mark.written - mark.text,
            reached: (mark.snapshot.clone(), mark.text),
            mark,
            due: Instant::now() + INTERVAL,
            is_resumed,
            shows_json: plan.shows_json,
            keeps_record,
        }
    }

    /// From now on the file of failed records is made safe with this one.
    pub(super) fn sync_with(&mut self, failed: &FailedFile) -> Result<(), Failure> {
        self.beside = failed.to_sync().map_err(|error| cannot_write(failed.path(), &error, true))?;
        Ok(())
    }

    pub(super) fn is_resumed(&self) -> bool {
        self.is_resumed
    }

    /// Where the run is to begin.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.reached.0
    }

    /// How much text comes of the records before that.
    pub(super) fn text_at_place(&self) -> u64 {
        self.reached.1
    }

    /// Adds text.
    pub(super) fn write(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.text += text.len() as u64;
        let skipped = usize::try_from(self.skip).unwrap_or(usize::MAX).min(text.len());
        self.skip -= skipped as u64;
        let mut text = &text[skipped..];
        if self.packer.is_none() {
            return self.append(text);
        }
        while let Some(member) = self.member(&mut text)? {
            self.append(&member)?;
            // The records whose text goes beyond the member are worked on again; what is in it of them is skipped.
            self.mark(self.text - text.len() as u64);
            self.save_now_and_then()?;
        }
        Ok(())
    }

    /// The next member, if the text fills one.
    fn member(&mut self, text: &mut &[u8]) -> Result<Option<Vec<u8>>, Failure> {
        let member = self.packer.as_mut().map(|packer| packer.add(text)).transpose();
        Ok(member.map_err(|error| self.broken(&error))?.flatten())
    }

    /// All that comes of the records up to here has been written.
    pub(super) fn reached(&mut self, snapshot: Snapshot) -> Result<(), Failure> {
        self.reached = (snapshot, self.text);
        if self.packer.is_some() {
            return Ok(());
        }
        self.mark(self.text);
        self.save_now_and_then()
    }

    /// Ends before all is done; says what can be done with what there is.
    pub(super) fn stop(&mut self) -> Result<String, Failure> {
        if let Err(why) = self.command {
            self.write_last()?;
            let part = self.paths.part.display();
            return Ok(format!("the partial output is in {part}; it can't be resumed: {why}"));
        }
        self.save(false)?;
        Ok("to continue, rerun the same command with --resume".to_owned())
    }

    /// Nothing will be written after all: where no earlier run is gone on with, nothing is left of what was begun.
    pub(super) fn abandon(&self) {
        if self.paths.file.is_some() && !self.is_resumed {
            drop(remove(&self.paths.part));
            drop(remove(&self.paths.state));
        }
    }

    /// All has been written: gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.write_last()?;
        if self.paths.file.is_none() {
            return Ok(());
        }
        self.mark(self.text);
        self.save(true)?;
        self.land()
    }

    /// Gives the file its name. All of it is written, and the state says so.
    fn land(self) -> Result<(), Failure> {
        let Some(path) = &self.paths.file else { return Ok(()) };
        let Paths { record, state: state_path, .. } = &self.paths;
        let is_kept = self.command.is_ok();
        let complain = |path| move |error| cannot_write(path, &error, is_kept);
        if !self.keeps_record {
            // It is of a file that is no more.
            remove(record).map_err(complain(record))?;
        }
        land(&self.paths, path, &self.file, self.convert).map_err(complain(path))?;
        match &self.command {
            Ok(command) if self.keeps_record => {
                let state = State { command: command.clone(), mark: self.mark.clone(), is_complete: true };
                landed(&self.paths, &state).map_err(complain(record))
            }
            _ => remove(state_path).and_then(|()| sync_folder_of(path)).map_err(complain(state_path)),
        }
    }

    fn write_last(&mut self) -> Result<(), Failure> {
        let last = self.packer.as_mut().map(Packer::last).transpose().map_err(|error| self.broken(&error))?;
        last.flatten().map_or(Ok(()), |member| self.append(&member))
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if let Err(error) = ShownJson::wrap(self.shows_json, &self.file, |out| out.write_all(bytes)) {
            // What was written before can be gone on from. If even that can't be said, an earlier state is there.
            drop(self.save(false));
            return Err(self.broken(&error));
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// From now on the run can go on from here, with so much of the text in the file.
    fn mark(&mut self, written: u64) {
        let (snapshot, text) = self.reached.clone();
        self.mark = Mark { snapshot, text, written, length: self.length };
    }

    fn save_now_and_then(&mut self) -> Result<(), Failure> {
        if Instant::now() < self.due { Ok(()) } else { self.save(false) }
    }

    /// Makes safe what was written, and then says so. Without a state there is only the first to do, at the end.
    fn save(&mut self, is_complete: bool) -> Result<(), Failure> {
        if self.command.is_err() && !is_complete {
            return Ok(());
        }
        let begun = Instant::now();
        // At the end with the time of the file, which the record knows it by.
        let synced = if is_complete { self.file.sync_all() } else { self.file.sync_data() };
        let synced = synced.and_then(|()| self.beside.as_ref().map_or(Ok(()), File::sync_data));
        synced.map_err(|error| self.broken(&error))?;
        if let Ok(command) = &self.command {
            let state = State { command: command.clone(), mark: self.mark.clone(), is_complete };
            state.write(&self.paths.state).map_err(|error| cannot_write(&self.paths.state, &error, true))?;
        }
        self.due = Instant::now() + INTERVAL.max(SHARE * begun.elapsed());
        Ok(())
    }

    fn broken(&self, error: &io::Error) -> Failure {
        if self.paths.file.is_none() && error.kind() == ErrorKind::BrokenPipe {
            return Failure::Output(ErrorKind::BrokenPipe.into());
        }
        cannot_write(&self.paths.part, error, self.command.is_ok())
    }
}
