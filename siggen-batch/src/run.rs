//! Puts the records of all inputs to all cores, and gives back what becomes of them in input order.

use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::input::{Chunk, Chunks, Input, Problem, Record, reason};

/// What is done with each record.
pub trait Work: Send + Sync + 'static {
    /// What becomes of a chunk of records.
    type Part: Default + Send + 'static;

    /// What a worker keeps from chunk to chunk, such as a session's memory.
    type Local: Default + Send + 'static;

    /// Works on a record, or on what can't be one, and adds what it makes to its chunk's part.
    fn record(&self, record: Result<Record<'_>, Problem>, local: &mut Self::Local, part: &mut Self::Part);
}

/// What has become of a chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done<P> {
    /// What the work made of it.
    pub part: P,
    /// How many records it had.
    pub records: u64,
    /// How many bytes it had, unpacked.
    pub bytes: u64,
}

/// Works on all records of the inputs, on as many cores as `jobs` says: all of them for `None`.
///
/// Reading goes only a little ahead of the caller, so that memory is bounded whatever the size of
/// the inputs. An input that can't be read is a [`Problem`] for the work and keeps no other from it.
///
/// # Errors
///
/// Where the threads can't be started.
pub fn in_order<P: Send + 'static>(
    inputs: Vec<Input>,
    jobs: Option<NonZero<usize>>,
    work: impl Work<Part = P>,
) -> io::Result<Parts<P>> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, NonZero::get))
        .thread_name(|index| format!("siggen-{index}"))
        // Without a handler a panic would end the process. Whoever waits for the part hears of it.
        .panic_handler(drop)
        .build()
        .map_err(io::Error::other)?;
    // As many parts wait for the caller as keep the cores busy.
    let (parts, receiver) = sync_channel(2 * pool.current_num_threads());
    let is_over = Arc::new(AtomicBool::new(false));
    let crew = Arc::new(Crew { work, locals: Mutex::default(), is_over: Arc::clone(&is_over) });
    let reader = Builder::new().name("siggen-reader".to_owned()).spawn(move || {
        for input in inputs {
            if !feed(&input, &pool, &crew, &parts) {
                break;
            }
        }
    })?;
    Ok(Parts { receiver, turn: None, reader: Some(reader), is_over })
}

/// What becomes of all chunks, in input order. See [`in_order`].
///
/// Dropping it ends the work: no chunk is begun any more, the records left of those under way are
/// passed over, and the threads end without being waited for. A read that waits for a pipe ends when
/// something comes.
#[derive(Debug)]
pub struct Parts<P> {
    receiver: Receiver<Receiver<Done<P>>>,
    /// The chunk whose turn it is, where a wait for it was given up.
    turn: Option<Receiver<Done<P>>>,
    reader: Option<JoinHandle<()>>,
    is_over: Arc<AtomicBool>,
}

impl<P> Parts<P> {
    /// As `next`, but pending where nothing comes in time: for callers that have more to listen to.
    pub fn next_within(&mut self, patience: Duration) -> Poll<Option<io::Result<Done<P>>>> {
        let turn = match self.turn.take().map_or_else(|| self.receiver.recv_timeout(patience), Ok) {
            Ok(turn) => turn,
            Err(RecvTimeoutError::Timeout) => return Poll::Pending,
            Err(RecvTimeoutError::Disconnected) => {
                // Either there are no more chunks, or the thread that reads them panicked.
                let is_whole = self.reader.take().is_none_or(|reader| reader.join().is_ok());
                let error = || Err(io::Error::other("the reader ended before the inputs"));
                return Poll::Ready((!is_whole).then(error));
            }
        };
        match turn.recv_timeout(patience) {
            Ok(done) => Poll::Ready(Some(Ok(done))),
            Err(RecvTimeoutError::Timeout) => {
                self.turn = Some(turn);
                Poll::Pending
            }
            Err(RecvTimeoutError::Disconnected) => {
                Poll::Ready(Some(Err(io::Error::other("a worker ended before its work"))))
            }
        }
    }
}

impl<P> Iterator for Parts<P> {
    type Item = io::Result<Done<P>>;

    /// What has become of the next chunk; an error where the work panicked on it.
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

/// The work, and what its workers share.
struct Crew<W: Work> {
    work: W,
    /// Those that no chunk under way has.
    locals: Mutex<Vec<W::Local>>,
    is_over: Arc<AtomicBool>,
}

impl<W: Work> Crew<W> {
    fn work_on(&self, chunk: &Chunk) -> Done<W::Part> {
        let mut done = Done { part: W::Part::default(), records: 0, bytes: chunk.len() as u64 };
        self.with_local(|local| {
            chunk.for_each(|record| {
                if !self.is_over.load(Ordering::Relaxed) {
                    done.records += 1;
                    self.work.record(record, local, &mut done.part);
                }
            });
        });
        done
    }

    /// What a whole input that can't be read becomes.
    fn unreadable(&self, input: &Input, error: &io::Error) -> Done<W::Part> {
        let message = format!("cannot read: {}", reason(error));
        let problem = Problem { source: input.to_string(), line: None, index: None, message };
        let mut done = Done { part: W::Part::default(), records: 0, bytes: 0 };
        self.with_local(|local| self.work.record(Err(problem), local, &mut done.part));
        done
    }

    /// Lends a local. One that was lent when the work panicked is not used again.
    fn with_local(&self, lend: impl FnOnce(&mut W::Local)) {
        let locals = || self.locals.lock().unwrap_or_else(PoisonError::into_inner);
        let mut local = locals().pop().unwrap_or_default();
        lend(&mut local);
        locals().push(local);
    }
}

/// Hands the chunks of an input to the cores. False when nobody waits for them any more.
fn feed<W: Work>(
    input: &Input,
    pool: &ThreadPool,
    crew: &Arc<Crew<W>>,
    parts: &SyncSender<Receiver<Done<W::Part>>>,
) -> bool {
    let (chunks, failure) = match Chunks::open(input) {
        Ok(chunks) => (Some(chunks), None),
        Err(error) => (None, Some(Err(error))),
    };
    for chunk in chunks.into_iter().flatten().chain(failure) {
        let (sender, done) = sync_channel(1);
        match chunk {
            Ok(chunk) => {
                let crew = Arc::clone(crew);
                // A part that nobody waits for is of no use.
                pool.spawn(move || drop(sender.send(crew.work_on(&chunk))));
            }
            Err(error) => drop(sender.send(crew.unreadable(input, &error))),
        }
        if parts.send(done).is_err() {
            return false;
        }
    }
    true
}
