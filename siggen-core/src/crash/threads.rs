//! Threads that are decoded when somebody looks at them.

mod decode;
mod place;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::{Frame, Thread};
use crate::json::{Reader, Syntax};

pub(crate) use decode::first_frame_has;
use decode::{ADDRESS, read_thread};

/// The threads of a crash.
///
/// Threads that come from a document stay JSON until they are asked for: a signature looks at one
/// thread, at most two, of what may be hundreds.
#[derive(Clone, Debug)]
pub struct Threads<'a>(Source<'a>);

#[derive(Clone, Debug)]
enum Source<'a> {
    Decoded(Vec<Thread<'a>>),
    Json(Box<JsonThreads<'a>>),
}

#[derive(Clone, Debug)]
struct JsonThreads<'a> {
    /// The document. It is owned where it stood as text in another one.
    text: Cow<'a, str>,
    /// The object that holds the threads, for messages; empty at the top level.
    parent: &'static str,
    /// How many threads there are.
    count: usize,
    /// The byte offset of each thread; of those after the first [`DENSE`] only of every [`STRIDE`]th.
    starts: Vec<usize>,
    /// The thread that was decoded on the way, since it will probably be asked for.
    likely: Option<(usize, Thread<'a>)>,
    /// Module names that frames point into by index, in a crash ping.
    modules: Option<Vec<Option<Cow<'a, str>>>>,
    /// The address that a crash ping's crashing thread, of this index, has in place of frames.
    address: Option<(usize, Cow<'a, str>)>,
}

/// More threads than any process has. After these, the offsets of threads take less memory than their text does.
const DENSE: usize = 4096;
const STRIDE: usize = 64;

impl<'a> Threads<'a> {
    /// How many threads there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Source::Decoded(threads) => threads.len(),
            Source::Json(threads) => {
                let behind = threads.address.as_ref().map_or(0, |(index, _)| index + 1);
                threads.count.max(behind)
            }
        }
    }

    /// Whether there are no threads.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The thread of an index, with at least the frames that count toward a signature.
    pub fn get(&self, index: usize) -> Option<Cow<'_, Thread<'a>>> {
        match &self.0 {
            Source::Decoded(threads) => threads.get(index).map(Cow::Borrowed),
            Source::Json(threads) => match &threads.likely {
                Some((likely, thread)) if *likely == index => Some(Cow::Borrowed(thread)),
                _ => threads.decode(index).map(Cow::Owned),
            },
        }
    }

    /// All threads, in order.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, Thread<'a>>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Reads the list at the reader, decoding the one that is likely to be asked for.
    pub(crate) fn read(reader: &mut Reader<'a>, parent: &'static str, likely: usize) -> Result<Self, Syntax> {
        let mut threads = JsonThreads::of(Cow::Borrowed(reader.text()), parent);
        reader.array(|reader, index| {
            threads.count = index + 1;
            if index < DENSE || index.is_multiple_of(STRIDE) {
                threads.starts.push(reader.offset());
            }
            if index != likely {
                return reader.skip();
            }
            let thread = read_thread(reader, &threads, index)?;
            threads.likely = Some((index, thread));
            Ok(())
        })?;
        Ok(Threads(Source::Json(Box::new(threads))))
    }

    /// The one thread that a JSON text is. `parent` is for messages.
    pub(crate) fn single(thread: Cow<'a, str>, parent: &'static str) -> Self {
        let mut threads = JsonThreads::of(thread, parent);
        threads.starts.push(0);
        threads.count = 1;
        Threads(Source::Json(Box::new(threads)))
    }

    /// The same threads, as a crash ping has them: frames point into a list of module names.
    pub(crate) fn with_modules(mut self, modules: Vec<Option<Cow<'a, str>>>) -> Self {
        if let Source::Json(threads) = &mut self.0 {
            threads.modules = Some(modules);
            threads.likely = None;
        }
        self
    }

    /// The same threads, of which the one of this index has a frame at this address if it has none.
    pub(crate) fn with_address(mut self, index: usize, address: Cow<'a, str>) -> Self {
        if let Source::Decoded(threads) = &self.0
            && threads.is_empty()
        {
            self = Threads(Source::Json(Box::new(JsonThreads::of(Cow::Borrowed(""), ""))));
        }
        if let Source::Json(threads) = &mut self.0 {
            threads.address = Some((index, address));
            threads.likely = None;
        }
        self
    }

    /// Whether the first frame of the first thread that has one names its module by an index, or has an address
    /// alone; `None` where there are no frames.
    pub(crate) fn names_modules(&self) -> Option<bool> {
        let Source::Json(threads) = &self.0 else { return None };
        threads
            .starts
            .iter()
            .take(DENSE)
            .find_map(|start| first_frame_has(&mut Reader::at(&threads.text, *start), ADDRESS))
    }

    /// Whether frames are addresses in modules, as those of crash pings are.
    #[doc(hidden)]
    pub fn are_addresses(&self) -> bool {
        matches!(&self.0, Source::Json(threads) if threads.modules.is_some())
    }

    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> Threads<'static> {
        Threads(match self.0 {
            Source::Decoded(threads) => Source::Decoded(threads.into_iter().map(Thread::into_owned).collect()),
            Source::Json(threads) => Source::Json(Box::new(threads.into_owned())),
        })
    }
}

impl Default for Threads<'_> {
    fn default() -> Self {
        Threads(Source::Decoded(Vec::new()))
    }
}

impl<'a> From<Vec<Thread<'a>>> for Threads<'a> {
    fn from(threads: Vec<Thread<'a>>) -> Self {
        Threads(Source::Decoded(threads))
    }
}

impl PartialEq for Threads<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Serialize for Threads<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Threads<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Threads".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<Thread<'static>>::json_schema(generator)
    }
}

impl<'a> JsonThreads<'a> {
    fn of(text: Cow<'a, str>, parent: &'static str) -> Self {
        JsonThreads { text, parent, count: 0, starts: Vec::new(), likely: None, modules: None, address: None }
    }

    fn decode(&self, index: usize) -> Option<Thread<'a>> {
        let address = self.address.as_ref().filter(|(of, _)| *of == index);
        let mut thread = match self.start(index) {
            Some(start) => self.decode_at(start, index)?,
            None => address.map(|_| Thread::default())?,
        };
        if let Some((_, address)) = address
            && thread.frames.is_empty()
            && thread.broken.is_none()
        {
            thread.frames.push(Frame { offset: Some(address.clone()), ..Frame::default() });
        }
        Some(thread)
    }

    /// The byte offset of a thread.
    fn start(&self, index: usize) -> Option<usize> {
        if index < DENSE {
            return self.starts.get(index).copied();
        }
        if index >= self.count {
            return None;
        }
        let mut reader = Reader::at(&self.text, *self.starts.get(DENSE + (index - DENSE) / STRIDE)?);
        for _ in 0..index % STRIDE {
            reader.skip().ok()?;
            reader.next_item();
        }
        Some(reader.offset())
    }

    fn decode_at(&self, start: usize, index: usize) -> Option<Thread<'a>> {
        let thread = match &self.text {
            Cow::Borrowed(text) => read_thread(&mut Reader::at(text, start), self, index),
            Cow::Owned(text) => read_thread(&mut Reader::at(text, start), self, index).map(Thread::into_owned),
        };
        debug_assert!(thread.is_ok(), "the document is known to be well formed");
        thread.ok()
    }

    fn into_owned(self) -> JsonThreads<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        JsonThreads {
            text: owned(self.text),
            parent: self.parent,
            count: self.count,
            starts: self.starts,
            likely: None,
            modules: self.modules.map(|modules| modules.into_iter().map(|name| name.map(owned)).collect()),
            address: self.address.map(|(index, address)| (index, owned(address))),
        }
    }
}
