//! Threads that are decoded when somebody looks at them, and the frames in them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::crash::{FRAMES_THAT_COUNT, Frame, InlineFunction, Line, Mistyped, Thread, UnloadedModule};
use crate::json::{Kind, Reader, Syntax};
use crate::order::sorted;
use crate::pyjson::float;
use crate::pytext;

use super::document::whole_number;

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
    pub(super) fn read(reader: &mut Reader<'a>, parent: &'static str, likely: usize) -> Result<Self, Syntax> {
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
    pub(super) fn single(thread: Cow<'a, str>, parent: &'static str) -> Self {
        let mut threads = JsonThreads::of(thread, parent);
        threads.starts.push(0);
        threads.count = 1;
        Threads(Source::Json(Box::new(threads)))
    }

    /// The same threads, as a crash ping has them: frames point into a list of module names.
    pub(super) fn with_modules(mut self, modules: Vec<Option<Cow<'a, str>>>) -> Self {
        if let Source::Json(threads) = &mut self.0 {
            threads.modules = Some(modules);
            threads.likely = None;
        }
        self
    }

    /// The same threads, of which the one of this index has a frame at this address if it has none.
    pub(super) fn with_address(mut self, index: usize, address: Cow<'a, str>) -> Self {
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
    pub(super) fn names_modules(&self) -> Option<bool> {
        let Source::Json(threads) = &self.0 else { return None };
        threads
            .starts
            .iter()
            .take(DENSE)
            .find_map(|start| first_frame_has(&mut Reader::at(&threads.text, *start), ADDRESS))
    }

    /// Whether frames are addresses in modules, as those of crash pings are.
    pub fn are_addresses(&self) -> bool {
        matches!(&self.0, Source::Json(threads) if threads.modules.is_some())
    }

    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Threads<'static> {
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

/// Members of frames that are addresses in modules.
const ADDRESS: &[&str] = &["module_index", "moduleIndex", "ip"];

/// Whether the first frame of the thread at the reader has one of these members; `None` where it has no frames.
pub(super) fn first_frame_has(reader: &mut Reader<'_>, names: &[&str]) -> Option<bool> {
    let mut found = None;
    if reader.kind() != Ok(Kind::Object) {
        return None;
    }
    let read = reader.members(&mut |reader, key| {
        if key != "frames" || reader.kind()? != Kind::Array {
            return reader.skip();
        }
        reader.items(&mut |reader, index| {
            if index > 0 || reader.kind()? != Kind::Object {
                return reader.skip();
            }
            let mut has = false;
            reader.members(&mut |reader, key| {
                has |= names.contains(&&*key);
                reader.skip()
            })?;
            found = Some(has);
            Ok(())
        })
    });
    read.ok().and(found)
}

/// What is being read, for messages, and where to put them.
struct Place<'t, 'a> {
    threads: &'t JsonThreads<'a>,
    thread: usize,
    frame: Option<usize>,
    /// The frame's list that is being read, and the item.
    item: Option<(&'static str, usize)>,
    mistyped: Vec<Mistyped>,
    /// How many of these are of frames before this one.
    reported: usize,
    broken: Option<Mistyped>,
}

impl Place<'_, '_> {
    /// Steps over a value of a type that says nothing. Null says nothing either, but is common.
    #[cold]
    fn skip_mistyped(
        &mut self,
        reader: &mut Reader<'_>,
        found: Kind,
        name: &str,
        expected: &'static str,
    ) -> Result<(), Syntax> {
        if found != Kind::Null {
            let mistyped = self.mistyped_here(found, name, expected);
            // A member that is there over and over is one field. Of these a frame has few: its own, and those of
            // the items of its lists that count.
            if !self.mistyped[self.reported..].iter().rev().any(|before| before.path == mistyped.path) {
                self.mistyped.push(mistyped);
            }
        }
        reader.skip()
    }

    /// Steps over what should be a part of the stack and isn't.
    #[cold]
    fn skip_broken(
        &mut self,
        reader: &mut Reader<'_>,
        found: Kind,
        name: &str,
        expected: &'static str,
    ) -> Result<(), Syntax> {
        let mistyped = self.mistyped_here(found, name, expected);
        self.broken.get_or_insert(mistyped);
        reader.skip()
    }

    fn mistyped_here(&self, found: Kind, name: &str, expected: &'static str) -> Mistyped {
        let dot = if self.threads.parent.is_empty() { "" } else { "." };
        let mut path = format!("{}{dot}threads[{}]", self.threads.parent, self.thread);
        if let Some(frame) = self.frame {
            path += &format!(".frames[{frame}]");
        }
        if let Some((list, index)) = self.item {
            path += &format!(".{list}[{index}]");
        }
        if !name.is_empty() {
            path += &format!(".{name}");
        }
        Mistyped { field: "threads", path, expected, found: found.name() }
    }
}

fn read_thread<'a>(reader: &mut Reader<'a>, threads: &JsonThreads<'a>, index: usize) -> Result<Thread<'a>, Syntax> {
    let mut thread = Thread::default();
    let mut place =
        Place { threads, thread: index, frame: None, item: None, mistyped: Vec::new(), reported: 0, broken: None };
    match reader.kind()? {
        Kind::Object => reader.object(|reader, key| {
            match &*key {
                "frames" => match reader.kind()? {
                    Kind::Array => {
                        // What an earlier member of this name had is overwritten.
                        place.mistyped.clear();
                        thread.frames = read_frames(reader, &mut place)?;
                    }
                    kind => place.skip_broken(reader, kind, "frames", "a list")?,
                },
                "thread_name" => thread.thread_name = text_or_nothing(reader)?,
                "last_error_value" => thread.last_error_value = text_or_nothing(reader)?,
                _ => reader.skip()?,
            }
            Ok(())
        })?,
        kind => place.skip_broken(reader, kind, "", "an object")?,
    }
    thread.mistyped = place.mistyped;
    thread.broken = place.broken;
    Ok(thread)
}

fn text_or_nothing<'a>(reader: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>, Syntax> {
    if reader.kind()? == Kind::String { reader.string().map(Some) } else { reader.skip().map(|()| None) }
}

/// How long the text of a short frame is, in bytes.
const SHORT_FRAME: usize = 48;

fn read_frames<'a>(reader: &mut Reader<'a>, place: &mut Place<'_, 'a>) -> Result<Vec<Frame<'a>>, Syntax> {
    // Frames are large, and many crashes have but one or two.
    let text_left = reader.text().len() - reader.offset();
    let mut frames: Vec<Frame<'a>> = Vec::with_capacity((text_left / SHORT_FRAME).clamp(1, 16));
    // Each frame counts once, and once for each function that was inlined into it.
    let mut counted = 0;
    reader.array(|reader, index| {
        if counted >= FRAMES_THAT_COUNT {
            return reader.skip();
        }
        place.frame = Some(index);
        // Frames are large: read in their place, none is moved.
        frames.push(Frame::default());
        if let Some(frame) = frames.last_mut() {
            match reader.kind()? {
                Kind::Object => read_frame(reader, frame, place)?,
                kind => place.skip_broken(reader, kind, "", "an object")?,
            }
            counted += 1 + frame.inlines.len();
        }
        Ok(())
    })?;
    place.frame = None;
    Ok(frames)
}

fn read_frame<'a>(reader: &mut Reader<'a>, frame: &mut Frame<'a>, place: &mut Place<'_, 'a>) -> Result<(), Syntax> {
    place.reported = place.mistyped.len();
    reader.object(|reader, key| {
        match &*key {
            "function" => frame.function = text(reader, place, "function")?,
            "module" => frame.module = text(reader, place, "module")?,
            "file" => frame.file = text(reader, place, "file")?,
            "line" => frame.line = line(reader, place)?,
            "offset" => frame.offset = text(reader, place, "offset")?,
            "module_offset" => frame.module_offset = text(reader, place, "module_offset")?,
            "inlines" => frame.inlines = items(reader, place, "inlines", read_inline)?,
            "unloaded_modules" => frame.unloaded_modules = items(reader, place, "unloaded_modules", read_unloaded)?,
            // A crash ping names modules by index and addresses as instruction pointers.
            "module_index" | "moduleIndex" if place.threads.modules.is_some() => {
                let index = module_index(reader, place)?;
                let modules = place.threads.modules.as_deref().unwrap_or_default();
                frame.module = index.and_then(|index| modules.get(index)?.clone());
            }
            "ip" if place.threads.modules.is_some() => frame.offset = text(reader, place, "ip")?,
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    // The order of an object's members says nothing, so notes don't depend on it.
    if place.mistyped.len() > place.reported + 1 {
        let of_frame = place.mistyped.split_off(place.reported);
        place.mistyped.extend(sorted(of_frame, |one, other| one.path.cmp(&other.path)));
    }
    Ok(())
}

/// Reads one of a frame's lists of objects, as far as its items can count.
fn items<'a, T: Default>(
    reader: &mut Reader<'a>,
    place: &mut Place<'_, 'a>,
    list: &'static str,
    mut read: impl FnMut(&mut Reader<'a>, &mut Place<'_, 'a>) -> Result<T, Syntax>,
) -> Result<Vec<T>, Syntax> {
    let mut items = Vec::new();
    match reader.kind()? {
        Kind::Array => reader.array(|reader, index| {
            if items.len() >= FRAMES_THAT_COUNT {
                return reader.skip();
            }
            place.item = Some((list, index));
            items.push(match reader.kind()? {
                Kind::Object => read(reader, place)?,
                // An inline function is a part of the stack, an unloaded module only a name.
                kind if list == "inlines" => place.skip_broken(reader, kind, "", "an object").map(|()| T::default())?,
                kind => place.skip_mistyped(reader, kind, "", "an object").map(|()| T::default())?,
            });
            Ok(())
        })?,
        kind => place.skip_mistyped(reader, kind, list, "a list")?,
    }
    place.item = None;
    Ok(items)
}

fn read_inline<'a>(reader: &mut Reader<'a>, place: &mut Place<'_, 'a>) -> Result<InlineFunction<'a>, Syntax> {
    let mut inline = InlineFunction::default();
    reader.object(|reader, key| {
        match &*key {
            "function" => inline.function = text(reader, place, "function")?,
            "file" => inline.file = text(reader, place, "file")?,
            "line" => inline.line = line(reader, place)?,
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    Ok(inline)
}

fn read_unloaded<'a>(reader: &mut Reader<'a>, place: &mut Place<'_, 'a>) -> Result<UnloadedModule<'a>, Syntax> {
    let mut module = UnloadedModule::default();
    reader.members(&mut |reader, key| match &*key {
        "module" => {
            module.module = text(reader, place, "module")?;
            Ok(())
        }
        _ => reader.skip(),
    })?;
    Ok(module)
}

/// The index of a module: a number, as text too where a table keeps numbers so.
fn module_index(reader: &mut Reader<'_>, place: &mut Place<'_, '_>) -> Result<Option<usize>, Syntax> {
    let index = match reader.kind()? {
        Kind::Number => whole_number(reader.raw()?),
        Kind::String => pytext::int(&reader.string()?),
        kind => {
            place.skip_mistyped(reader, kind, "module_index", "a number")?;
            None
        }
    };
    Ok(index.and_then(|index| usize::try_from(index).ok()))
}

/// Text or null.
#[inline]
fn text<'a>(
    reader: &mut Reader<'a>,
    place: &mut Place<'_, 'a>,
    name: &'static str,
) -> Result<Option<Cow<'a, str>>, Syntax> {
    match reader.plain_string() {
        Some(text) => Ok(Some(Cow::Borrowed(text))),
        None => text_or_null(reader, place, name),
    }
}

/// The same where it isn't text without escapes.
#[inline(never)]
fn text_or_null<'a>(
    reader: &mut Reader<'a>,
    place: &mut Place<'_, 'a>,
    name: &'static str,
) -> Result<Option<Cow<'a, str>>, Syntax> {
    match reader.kind()? {
        Kind::String => reader.string().map(Some),
        Kind::Null => reader.skip().map(|()| None),
        kind => place.skip_mistyped(reader, kind, name, "text").map(|()| None),
    }
}

/// A line: a number, or text; a truth value as Python prints it.
#[inline]
fn line<'a>(reader: &mut Reader<'a>, place: &mut Place<'_, 'a>) -> Result<Option<Line<'a>>, Syntax> {
    match reader.kind()? {
        Kind::Number => {
            let token = reader.raw()?;
            Ok(Some(match token.parse::<u64>() {
                Ok(number) => Line::Number(number),
                // 0.0 is no line either.
                Err(_) if float::parse(token) == Some(0.0) => Line::Number(0),
                Err(_) => Line::Text(pytext::number(token)),
            }))
        }
        Kind::String => reader.string().map(|text| Some(Line::Text(text))),
        Kind::True => reader.skip().map(|()| Some(Line::Text("True".into()))),
        Kind::False => reader.skip().map(|()| None),
        kind => place.skip_mistyped(reader, kind, "line", "a number").map(|()| None),
    }
}
