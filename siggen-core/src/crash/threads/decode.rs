//! A thread and its frames, decoded.

use std::borrow::Cow;

use super::JsonThreads;
use super::place::Place;
use crate::crash::{FRAMES_THAT_COUNT, Frame, InlineFunction, LineNumber, Thread, UnloadedModule};
use crate::json::{Kind, Reader, Syntax};
use crate::order::sorted;
use crate::pyjson::float;
use crate::pytext;

/// Members of frames that are addresses in modules.
pub(super) const ADDRESS: &[&str] = &["module_index", "moduleIndex", "ip"];

/// Whether the first frame of the thread at the reader has one of these members; `None` where it has no frames.
pub(crate) fn first_frame_has(reader: &mut Reader<'_>, names: &[&str]) -> Option<bool> {
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

pub(super) fn read_thread<'a>(
    reader: &mut Reader<'a>,
    threads: &JsonThreads<'a>,
    index: usize,
) -> Result<Thread<'a>, Syntax> {
    let mut thread = Thread::default();
    let mut place = Place::new(threads, index);
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
        Kind::Number => float::whole(reader.raw()?),
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
fn line<'a>(reader: &mut Reader<'a>, place: &mut Place<'_, 'a>) -> Result<Option<LineNumber<'a>>, Syntax> {
    match reader.kind()? {
        Kind::Number => {
            let token = reader.raw()?;
            Ok(Some(match token.parse::<u64>() {
                Ok(number) => LineNumber::Number(number),
                // 0.0 is no line either.
                Err(_) if float::parse(token) == Some(0.0) => LineNumber::Number(0),
                Err(_) => LineNumber::Text(pytext::number(token)),
            }))
        }
        Kind::String => reader.string().map(|text| Some(LineNumber::Text(text))),
        Kind::True => reader.skip().map(|()| Some(LineNumber::Text("True".into()))),
        Kind::False => reader.skip().map(|()| None),
        kind => place.skip_mistyped(reader, kind, "line", "a number").map(|()| None),
    }
}
