//! Puts the records of all inputs to all cores, and gives back what becomes of them in input order.

mod parts;
mod place;
mod reading;
mod retrace;

use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use rayon::ThreadPoolBuilder;

use crate::input::{Chunk, Input, MaxRecord, Problem, Record, Taken};

pub use parts::Parts;
pub use place::{Place, Reached, Trace};
pub use retrace::{Changed, check_complete};

use place::{Gate, Way};
use reading::Reading;

/// What is done with each record.
pub trait Work: Send + Sync + 'static {
    /// What becomes of a chunk of records.
    type Part: Default + Send + 'static;

    /// What a worker keeps from chunk to chunk, such as a session's memory.
    type Local: Default + Send + 'static;

    /// Works on a record, or on what can't be one, and adds what it makes to its chunk's part.
    fn record(&self, record: Result<Record<'_>, Problem>, local: &mut Self::Local, part: &mut Self::Part);
}

/// How to go through the inputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many cores to use; all of them for `None`.
    pub jobs: Option<NonZero<usize>>,
    /// Where to begin; at the beginning for `None`.
    pub from: Option<Place>,
    /// How many bytes a record may have.
    pub max_record: MaxRecord,
}

/// What has become of a chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Done<P> {
    /// What the work made of it.
    pub part: P,
    /// How many records it had.
    pub records: u64,
    /// How many bytes these had, unpacked.
    pub bytes: u64,
    /// Behind it: where to go on, when this part is safe.
    pub end: Place,
}

/// Works on all records of the inputs, on as many cores as the options say.
///
/// A chunk is a part of an input, or many small inputs. Reading goes only a little ahead of the caller,
/// so that memory is bounded whatever the size of the inputs. An input that can't be read is a
/// [`Problem`] for the work and keeps no other from it, and so is what can't be read of one.
///
/// # Errors
///
/// Where the threads can't be started.
pub fn in_order<P: Send + 'static>(
    inputs: impl IntoIterator<Item = Result<Input, Problem>, IntoIter: Send + 'static>,
    options: Options,
    work: impl Work<Part = P>,
) -> io::Result<Parts<P>> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(options.jobs.map_or(0, NonZero::get))
        .thread_name(|index| format!("siggen-{index}"))
        // Without a handler a panic would end the process. Whoever waits for the part hears of it.
        .panic_handler(drop)
        .build()
        .map_err(io::Error::other)?;
    // As many parts wait for the caller as keep the cores busy.
    let (sender, turns) = sync_channel(2 * pool.current_num_threads());
    let is_over = Arc::new(AtomicBool::new(false));
    let (way, gate) = (Arc::<Way>::default(), Arc::<Gate>::default());
    let crew = Arc::new(Crew { work, locals: Mutex::default(), is_over: Arc::clone(&is_over) });
    let max = options.max_record;
    let reading = Reading { pool, crew, turns: sender, way: Arc::clone(&way), gate: Arc::clone(&gate), max };
    let (inputs, from) = (inputs.into_iter(), options.from.unwrap_or_default());
    let reader = Builder::new().name("siggen-reader".to_owned()).spawn(move || reading.all(inputs, &from))?;
    Ok(Parts { turns, turn: None, taken: None, count: 0, reader: Some(reader), way, gate, is_over })
}

/// The work, and what its workers share.
struct Crew<W: Work> {
    work: W,
    /// Those that no chunk under way has.
    locals: Mutex<Vec<W::Local>>,
    is_over: Arc<AtomicBool>,
}

impl<W: Work> Crew<W> {
    fn work_on(&self, mut chunk: Chunk, end: Place) -> (Done<W::Part>, Option<Taken>) {
        let mut part = W::Part::default();
        let locals = || self.locals.lock().unwrap_or_else(PoisonError::into_inner);
        // A local that was lent when the work panicked is not used again.
        let mut local = locals().pop().unwrap_or_default();
        let records = chunk.for_each(|record| {
            if !self.is_over.load(Ordering::Relaxed) {
                self.work.record(record, &mut local, &mut part);
            }
        });
        locals().push(local);
        let bytes = chunk.bytes();
        // What became of large records may be as large as they were.
        let taken = chunk.take_room();
        drop(chunk);
        (Done { part, records, bytes, end }, taken)
    }
}
