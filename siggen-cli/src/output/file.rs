//! A file that gets its name when it is complete. Until then it is `FILE.part`, with `FILE.part.state` beside it,
//! which says how far it is.
//!
//! The order of writing makes every moment a good one to be ended at. First there is a state that says that
//! nothing is done; then the file. A state is written when all that it speaks of is in the file, and takes the
//! place of the one before at once. When all is done the state says so; then the file gets its name; then the
//! state goes. What is in the file behind the length that the state has is dropped by the run that goes on.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use siggen_batch::input::reason;

use super::begin::{Convert, Found, Paths, land, opened, resumed};
use super::packed::{Packer, Packing};
use super::state::{Begin, Command, Mark, Snapshot, State};
use crate::failure::Failure;
use crate::kept::Counts;

/// How often the state is written, at most: so much work is done again at worst.
const INTERVAL: Duration = Duration::from_millis(200);

/// What is to be written.
pub(crate) struct Plan<'p> {
    pub(crate) path: &'p Path,
    pub(crate) begin: Begin,
    /// What the output depends on, or why nobody can go on with it.
    pub(crate) command: Result<Command, &'static str>,
    pub(crate) packing: Packing,
    pub(crate) convert: Option<Convert>,
}

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
    command: Result<Command, &'static str>,
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
    saved: Instant,
    is_resumed: bool,
}

impl PartFile {
    /// Begins to write a file, or goes on.
    ///
    /// # Errors
    ///
    /// Where it can't be written, or where there is something that doesn't fit the wish.
    pub(super) fn open(plan: Plan<'_>) -> Result<Opened, Failure> {
        let paths = Paths::of(plan.path);
        let mut plan = plan;
        if paths.file.is_none() {
            if plan.path.is_dir() {
                return Err(Failure::Usage(format!("{}: this is a folder, not a file to write", plan.path.display())));
            }
            plan.command = Err("it is no regular file");
        }
        let part = paths.part.display();
        let mark = match (plan.begin, &plan.command) {
            (Begin::Resume, Err(why)) => {
                return Err(Failure::Usage(format!("--resume: this can't be gone on with: {why}")));
            }
            (Begin::Resume, Ok(command)) => match resumed(&paths, command)? {
                Found::Nothing => None,
                Found::Complete => return Ok(Opened::Complete(None)),
                Found::State(state) if state.is_complete => {
                    land(&paths, plan.convert).map_err(|error| cannot_write(&paths.part, &error, true))?;
                    return Ok(Opened::Complete(Some(state.mark.snapshot.counts)));
                }
                Found::State(state) => Some(state.mark),
            },
            (Begin::Fresh, _) if paths.file.is_some() && paths.part.exists() => {
                return Err(Failure::Usage(match State::read(&paths.state) {
                    Ok(Some(_)) => format!(
                        "{part}: this is left of a run that didn't end: --resume goes on with it, --restart begins anew"
                    ),
                    _ => format!("{part}: this is left of a run that can't be gone on with: --restart begins anew"),
                }));
            }
            _ => None,
        };
        let is_resumed = mark.is_some();
        let mark = mark.unwrap_or_default();
        let complain = |path: &Path, error: &io::Error| {
            Failure::Usage(format!("cannot write {}: {}", path.display(), reason(error)))
        };
        if let (false, Ok(command)) = (is_resumed, &plan.command) {
            let state = State { command: command.clone(), mark: Mark::default(), is_complete: false };
            state.write(&paths.state).map_err(|error| complain(&paths.state, &error))?;
        }
        let file = opened(&paths.part, mark.length).map_err(|error| complain(&paths.part, &error))?;
        let packer = (plan.packing != Packing::Plain).then(|| Packer::new(plan.packing, mark.length == 0));
        Ok(Opened::Going(Box::new(PartFile {
            paths,
            file,
            command: plan.command,
            packer,
            convert: plan.convert,
            length: mark.length,
            text: mark.text,
            skip: mark.written - mark.text,
            reached: (mark.snapshot.clone(), mark.text),
            mark,
            saved: Instant::now(),
            is_resumed,
        })))
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
            return Ok(format!("what there is of the output is in {part}; it can't be gone on with: {why}"));
        }
        self.save(false)?;
        Ok("go on with the same command and --resume".to_owned())
    }

    /// All has been written: gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.write_last()?;
        if self.paths.file.is_none() {
            return Ok(());
        }
        self.file.sync_all().map_err(|error| self.broken(&error))?;
        self.mark(self.text);
        self.save(true)?;
        land(&self.paths, self.convert).map_err(|error| self.broken(&error))
    }

    fn write_last(&mut self) -> Result<(), Failure> {
        let last = self.packer.as_mut().map(Packer::last).transpose().map_err(|error| self.broken(&error))?;
        last.flatten().map_or(Ok(()), |member| self.append(&member))
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if let Err(error) = self.file.write_all(bytes) {
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
        if self.saved.elapsed() < INTERVAL { Ok(()) } else { self.save(false) }
    }

    fn save(&mut self, is_complete: bool) -> Result<(), Failure> {
        self.saved = Instant::now();
        let Ok(command) = &self.command else { return Ok(()) };
        let state = State { command: command.clone(), mark: self.mark.clone(), is_complete };
        state.write(&self.paths.state).map_err(|error| cannot_write(&self.paths.state, &error, true))
    }

    fn broken(&self, error: &io::Error) -> Failure {
        if self.paths.file.is_none() && error.kind() == ErrorKind::BrokenPipe {
            return Failure::Output(ErrorKind::BrokenPipe.into());
        }
        cannot_write(&self.paths.part, error, self.command.is_ok())
    }
}

fn cannot_write(path: &Path, error: &io::Error, is_kept: bool) -> Failure {
    let is_full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    let hint = match (is_full, is_kept) {
        (true, true) => "; make room and go on with --resume",
        (true, false) => "; make room and begin anew with --restart",
        (false, true) => "; go on with --resume when that is mended",
        (false, false) => "",
    };
    Failure::Broken(format!("cannot write {}: {}{hint}", path.display(), reason(error)))
}
