//! The thread that reads the inputs and hands their chunks to the cores.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{SyncSender, sync_channel};

use rayon::ThreadPool;

use super::parts::Turn;
use super::place::{Gate, Place, Way};
use super::retrace::{Changed, Retrace, fewer};
use super::{Crew, Work};
use crate::input::{Chunk, Chunks, Halt, Input, MaxRecord, Problem, missing, read, size};

/// Of so many inputs the sizes are asked for in advance, for progress.
const FEW: usize = 1024;

/// An input, or why it could not be had.
type Found = Result<Input, Problem>;

pub(super) struct Reading<W: Work> {
    pub(super) pool: ThreadPool,
    pub(super) crew: Arc<Crew<W>>,
    pub(super) turns: SyncSender<Turn<W::Part>>,
    pub(super) way: Arc<Way>,
    pub(super) gate: Arc<Gate>,
    pub(super) max: MaxRecord,
}

impl<W: Work> Reading<W> {
    /// Reads all inputs from a place on.
    pub(super) fn all(self, inputs: impl Iterator<Item = Found>, from: &Place) {
        let result = match inputs.size_hint() {
            (least, Some(most)) if least == most && most <= FEW => {
                let inputs: Vec<Found> = inputs.collect();
                let sizes: Option<Vec<u64>> = inputs.iter().map(|found| found.as_ref().map_or(Some(0), size)).collect();
                if let Some(sizes) = &sizes {
                    self.way.know_size(sizes.iter().fold(0, |sum, size| sum.saturating_add(*size)));
                }
                self.each(inputs.into_iter(), sizes.unwrap_or_default(), from)
            }
            _ => self.each(inputs, Vec::new(), from),
        };
        if let Err(Halt::Changed(how)) = result
            && self.gate.pass()
        {
            drop(self.turns.send(Err(io::Error::other(Changed(how)))));
        }
    }

    fn each(&self, mut inputs: impl Iterator<Item = Found>, sizes: Vec<u64>, from: &Place) -> Result<(), Halt> {
        let way = &self.way;
        let mut sink = |chunk, end| self.hand_over(chunk, end);
        let mut chunks = Chunks::new(from.clone(), Arc::clone(&way.read), self.max, &mut sink);
        let mut sizes = sizes.into_iter();
        // What the inputs have that are done.
        let mut size = 0u64;
        let mut count = 0;
        let mut retrace = Retrace::default();
        loop {
            if !way.knows_inputs()
                && let (least, Some(most)) = inputs.size_hint()
                && least == most
            {
                way.know_inputs(count + most as u64);
            }
            let Some(found) = inputs.next() else { break };
            if count < from.inputs {
                retrace.pass(&found);
                if retrace.count == from.inputs {
                    retrace.check(&found, from)?;
                }
            } else {
                let done = if count == from.inputs { from.records } else { 0 };
                match found {
                    Ok(input) => read(&mut chunks, &input, done)?,
                    Err(problem) => missing(&mut chunks, problem)?,
                }
            }
            count += 1;
            way.inputs.store(count, Ordering::Relaxed);
            if let Some(more) = sizes.next() {
                size = size.saturating_add(more);
                way.read.store(size, Ordering::Relaxed);
            }
        }
        if count < from.inputs || (count == from.inputs && from.records > 0) {
            let done = from.inputs + u64::from(from.records > 0);
            return Err(fewer(done, count).into());
        }
        chunks.finish()
    }

    /// Hands a chunk to the cores.
    fn hand_over(&self, chunk: Chunk, end: Place) -> ControlFlow<()> {
        if !self.gate.pass() {
            return ControlFlow::Break(());
        }
        let (sender, done) = sync_channel(1);
        let crew = Arc::clone(&self.crew);
        // A part that nobody waits for is of no use.
        self.pool.spawn(move || drop(sender.send(crew.work_on(chunk, end))));
        if self.turns.send(Ok(done)).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
