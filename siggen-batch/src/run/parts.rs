//! What becomes of all chunks, one after the other.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;

use super::Done;
use super::place::{Gate, Reached, Way};
use crate::input::Taken;

/// What comes in the turn of a chunk: what becomes of it, or why there is none.
pub(super) type Turn<P> = io::Result<Receiver<(Done<P>, Option<Taken>)>>;

/// What becomes of all chunks, in input order. See [`in_order`](super::in_order).
///
/// Dropping it ends the work: no chunk is begun any more, the records left of those under way are
/// passed over, and the threads end without being waited for. A read that waits for a pipe ends when
/// something comes.
#[derive(Debug)]
pub struct Parts<P> {
    pub(super) turns: Receiver<Turn<P>>,
    /// The chunk whose turn it is, where a wait for it was given up.
    pub(super) turn: Option<Receiver<(Done<P>, Option<Taken>)>>,
    /// The room of what was given back last: the caller has done with it when more is asked for.
    pub(super) taken: Option<Taken>,
    /// How many turns there have been.
    pub(super) count: u64,
    pub(super) reader: Option<JoinHandle<()>>,
    pub(super) way: Arc<Way>,
    pub(super) gate: Arc<Gate>,
    pub(super) is_over: Arc<AtomicBool>,
}

impl<P> Parts<P> {
    /// How far the reading has come, which is a little ahead of what has been given back.
    pub fn reached(&self) -> Reached {
        self.way.reached()
    }

    /// Nothing more is begun; what is under way still comes, even where a pipe is being waited for.
    pub fn finish_early(&mut self) {
        self.gate.close();
    }

    /// As `next`, but pending where nothing comes in time: for callers that have more to listen to.
    pub fn next_within(&mut self, patience: Duration) -> Poll<Option<io::Result<Done<P>>>> {
        self.taken = None;
        let turn = if let Some(turn) = self.turn.take() {
            turn
        } else if self.gate.last() == Some(self.count) {
            return Poll::Ready(None);
        } else {
            match self.turns.recv_timeout(patience) {
                Ok(turn) => {
                    self.count += 1;
                    match turn {
                        Ok(turn) => turn,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Poll::Pending,
                Err(RecvTimeoutError::Disconnected) => {
                    // Either there are no more chunks, or the thread that reads them panicked.
                    let is_whole = self.reader.take().is_none_or(|reader| reader.join().is_ok());
                    let error = || Err(io::Error::other("the reader ended early"));
                    return Poll::Ready((!is_whole).then(error));
                }
            }
        };
        match turn.recv_timeout(patience) {
            Ok((done, taken)) => {
                self.taken = taken;
                Poll::Ready(Some(Ok(done)))
            }
            Err(RecvTimeoutError::Timeout) => {
                self.turn = Some(turn);
                Poll::Pending
            }
            Err(RecvTimeoutError::Disconnected) => Poll::Ready(Some(Err(io::Error::other("a worker ended early")))),
        }
    }
}

impl<P> Iterator for Parts<P> {
    type Item = io::Result<Done<P>>;

    /// What has become of the next chunk; an error where the work panicked on it, and as the last where the inputs
    /// don't go with the place that was to be gone on from.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Poll::Ready(next) = self.next_within(Duration::MAX) {
                return next;
            }
        }
    }
}

impl<P> Drop for Parts<P> {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
