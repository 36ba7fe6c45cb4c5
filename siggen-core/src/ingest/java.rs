//! Java exceptions in their three shapes.

use std::borrow::Cow;

use crate::crash::{JavaException, JavaFrame};
use crate::json::{Kind, Reader, Syntax};

/// Names of a frame's members in one of the shapes, in the spellings that there are.
struct FrameNames {
    module: &'static [&'static str],
    function: &'static [&'static str],
    filename: &'static [&'static str],
}

/// In `{"exception": {"values": [{"stacktrace": {"frames": […]}}]}}`.
const STACKTRACE: FrameNames = FrameNames { module: &["module"], function: &["function"], filename: &["filename"] };

/// In the annotation's own shapes, `{"throwables": […]}` and `{"messages": […], "stack": […]}`. Glean
/// has them with underscores.
const ANNOTATION: FrameNames =
    FrameNames { module: &["className", "class_name"], function: &["methodName", "method_name"], filename: &["file"] };

/// What a class is called where nothing names it.
const UNKNOWN_TYPE: &str = "Unknown";

/// Reads the exception at the reader, a value that is known to be well formed.
pub(super) fn read<'a>(reader: &mut Reader<'a>) -> JavaException<'a> {
    read_object(reader).ok().flatten().unwrap_or(JavaException::Unusable)
}

fn read_object<'a>(reader: &mut Reader<'a>) -> Result<Option<JavaException<'a>>, Syntax> {
    let mut thrown = None;
    let mut has_stack = false;
    let mut first_message = None;
    let mut top_frame = None;
    reader.members(&mut |reader, key| {
        match (&*key, reader.kind()?) {
            ("exception", Kind::Object) => thrown = first_value(reader)?,
            ("throwables", Kind::Array) => thrown = first_throwable(reader)?,
            ("messages", Kind::Array) => {
                has_stack = true;
                first_message = first(reader, super::super::json::Reader::string)?;
            }
            ("stack", Kind::Array) => {
                has_stack = true;
                top_frame = first(reader, |reader| read_frame(reader, &ANNOTATION))?;
            }
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    Ok(thrown.or_else(|| {
        has_stack.then(|| {
            // The class stands before the first message's colon, where it looks like one.
            let class = first_message.as_deref().and_then(|message: &str| message.split_once(':'));
            let class =
                class.map(|(class, _)| class).filter(|class| class.ends_with("Exception") || class.ends_with("Error"));
            of_class(class.map(|class| Cow::Owned(class.to_owned())), top_frame)
        })
    }))
}

/// `{"values": [{"stacktrace": {…}}]}`
fn first_value<'a>(reader: &mut Reader<'a>) -> Result<Option<JavaException<'a>>, Syntax> {
    let mut thrown = None;
    reader.members(&mut |reader, key| {
        match (&*key, reader.kind()?) {
            ("values", Kind::Array) => thrown = first(reader, read_value)?.flatten(),
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    Ok(thrown)
}

fn read_value<'a>(reader: &mut Reader<'a>) -> Result<Option<JavaException<'a>>, Syntax> {
    let mut thrown = None;
    reader.members(&mut |reader, key| {
        match (&*key, reader.kind()?) {
            ("stacktrace", Kind::Object) => thrown = read_stacktrace(reader)?,
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    Ok(thrown)
}

fn read_stacktrace<'a>(reader: &mut Reader<'a>) -> Result<Option<JavaException<'a>>, Syntax> {
    let mut is_empty = true;
    let mut has_null_type = false;
    let mut module = None;
    let mut type_name = Cow::Borrowed(UNKNOWN_TYPE);
    let mut top_frame = None;
    reader.members(&mut |reader, key| {
        is_empty = false;
        match (&*key, reader.kind()?) {
            ("module", Kind::String) => module = Some(reader.string()?),
            ("type", Kind::String) => type_name = reader.string()?,
            ("type", Kind::Null) => {
                has_null_type = true;
                reader.skip()?;
            }
            ("frames", Kind::Array) => top_frame = first(reader, |reader| read_frame(reader, &STACKTRACE))?,
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    if has_null_type {
        // The reference writes what Python calls null, and no module before it.
        (module, type_name) = (None, "None".into());
    }
    Ok((!is_empty).then_some(JavaException::Thrown { module, type_name, top_frame }))
}

/// `[{"typeName": "…", "stack": […]}]`
fn first_throwable<'a>(reader: &mut Reader<'a>) -> Result<Option<JavaException<'a>>, Syntax> {
    first(reader, |reader| {
        let mut class = None;
        let mut top_frame = None;
        reader.members(&mut |reader, key| {
            match (&*key, reader.kind()?) {
                ("typeName" | "type_name", Kind::String) => class = Some(reader.string()?),
                ("stack", Kind::Array) => top_frame = first(reader, |reader| read_frame(reader, &ANNOTATION))?,
                _ => reader.skip()?,
            }
            Ok(())
        })?;
        Ok(of_class(class, top_frame))
    })
}

/// An exception of a class whose package stands before its last dot.
fn of_class<'a>(class: Option<Cow<'a, str>>, top_frame: Option<JavaFrame<'a>>) -> JavaException<'a> {
    let (module, type_name) = match class {
        None => (None, Cow::Borrowed(UNKNOWN_TYPE)),
        Some(class) => match class.rsplit_once('.') {
            Some((module, name)) => (Some(Cow::Owned(module.to_owned())), Cow::Owned(name.to_owned())),
            None => (None, class),
        },
    };
    JavaException::Thrown { module, type_name, top_frame }
}

fn read_frame<'a>(reader: &mut Reader<'a>, names: &FrameNames) -> Result<JavaFrame<'a>, Syntax> {
    let mut frame = JavaFrame::default();
    reader.members(&mut |reader, key| {
        let field = match &*key {
            name if names.module.contains(&name) => &mut frame.module,
            name if names.function.contains(&name) => &mut frame.function,
            name if names.filename.contains(&name) => &mut frame.filename,
            _ => return reader.skip(),
        };
        if reader.kind()? == Kind::String {
            *field = Some(reader.string()?);
            Ok(())
        } else {
            reader.skip()
        }
    })?;
    Ok(frame)
}

/// Reads a list's first item, where it is of the right type, and steps over the others.
fn first<'a, T>(
    reader: &mut Reader<'a>,
    mut read: impl FnMut(&mut Reader<'a>) -> Result<T, Syntax>,
) -> Result<Option<T>, Syntax> {
    let mut found = None;
    reader.items(&mut |reader, index| {
        if index == 0 {
            let mut ahead = reader.clone();
            found = read(&mut ahead).ok();
        }
        reader.skip()
    })?;
    Ok(found)
}
