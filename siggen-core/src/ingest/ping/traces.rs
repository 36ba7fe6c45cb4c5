//! Stack traces: the modules and threads of a ping, in the spelling of its time.

use std::borrow::Cow;

use crate::crash::input::{Form, Input};
use crate::crash::threads::Threads;
use crate::crash::{Crash, Mistyped};
use crate::json::{Kind, Reader, Syntax};

use super::super::crash_id;
use super::super::document::{Document, Fields};
use super::fields::{STACK_TRACES, system};

/// Members that say which thread crashed: Glean's, Android's of a time, and the older ping's.
const CRASH_THREAD: [&str; 3] = ["crash_thread", "crashThread", "crashing_thread"];
const CRASH_TYPE: [&str; 2] = ["crash_type", "crashType"];
const CRASH_ADDRESS: [&str; 2] = ["crash_address", "crashAddress"];
/// More members that nothing but stack traces has.
const MAIN_MODULE: [&str; 2] = ["main_module", "mainModule"];

/// The stack traces of a ping.
struct Traces<'a> {
    reason: Option<Cow<'a, str>>,
    crashing_thread: Option<i64>,
    threads: Threads<'a>,
    mistyped: Vec<Mistyped>,
}

/// Stack traces by themselves. The older ones look like the output of a stackwalker, which says on
/// which system it was.
pub(super) fn recognize(document: &Document<'_>) -> Option<Input> {
    if !document.has_value("modules") && !document.has_value("threads") {
        return None;
    }
    let alone = |member| Some(Input::detected_by(Form::StackTraces, member));
    let has = |name: &&str| document.has_value(name);
    let names = [CRASH_TYPE, CRASH_ADDRESS, ["crash_thread", "crashThread"]];
    if let Some(member) = names.into_iter().flatten().find(has) {
        return alone(member);
    }
    if document.has_value("system_info") || !document.has_value("modules") {
        return None;
    }
    if let Some(member) = MAIN_MODULE.into_iter().find(has) {
        return alone(member);
    }
    // Frames tell, and where there are none, that there is nothing else.
    match document.names_modules() {
        Some(true) => alone("modules"),
        None if document.object("crash_info").is_some_and(|info| info.has_value("address")) => alone("crash_info"),
        _ => None,
    }
}

/// Reads stack traces by themselves.
pub(super) fn read_alone<'a>(document: &mut Document<'a>) -> Crash<'a> {
    let mut crash = Crash { crash_id: crash_id(document), ..Crash::default() };
    apply(read_object(document, ""), &mut crash);
    crash.os = system([document.text_or_nothing("os")]);
    crash
}

/// The name under which a document has stack traces.
pub(in super::super) fn name_in(document: &Document<'_>) -> Option<&'static str> {
    if document.has_value("stackTraces") { Some("stackTraces") } else { STACK_TRACES.name_in(document) }
}

/// Reads the stack traces of this name: an object, or its JSON as text.
pub(in super::super) fn read<'a>(document: &mut Document<'a>, name: &'static str, crash: &mut Crash<'a>) {
    if let Some(mut traces) = document.take_object(name) {
        return apply(read_object(&mut traces, name), crash);
    }
    let mut fields = Fields::new(document);
    let Some((kind, mut reader)) = fields.value(name) else { return };
    let text = match kind {
        Kind::String => reader.string().unwrap_or_default(),
        kind => {
            fields.mistype::<()>((name, "threads").into(), "an object", kind);
            return crash.mistyped.append(&mut fields.mistyped);
        }
    };
    match in_text(&text, name) {
        Ok(traces) => apply(traces, crash),
        Err(found) => {
            let mistyped = Mistyped { field: "threads", path: name.to_owned(), expected: "JSON of an object", found };
            crash.mistyped.push(mistyped);
        }
    }
}

/// The stack traces in a text; no traces where it is empty or null, and else what stands there.
fn in_text(text: &str, name: &'static str) -> Result<Traces<'static>, &'static str> {
    let mut reader = Reader::new(text);
    match reader.kind() {
        Ok(Kind::Object) => {}
        Ok(Kind::Null) if text.trim() == "null" => return Ok(Traces::none()),
        Ok(kind) => return Err(if kind == Kind::String { "text in a text" } else { kind.name() }),
        Err(_) if text.trim().is_empty() => return Ok(Traces::none()),
        Err(_) => return Err("text"),
    }
    let traces = Document::read(&mut reader).and_then(|document| reader.finish().map(|()| document));
    traces.map(|mut traces| read_object(&mut traces, name).into_owned()).map_err(|_| "damaged JSON")
}

fn read_object<'a>(traces: &mut Document<'a>, name: &'static str) -> Traces<'a> {
    let info = traces.object("crash_info");
    let thread_of = |document: &Document<'_>| CRASH_THREAD.iter().find_map(|name| document.thread_index(name));
    let mut crashing_thread = info.and_then(thread_of).or_else(|| thread_of(traces));
    let mut fields = Fields::of(if name.is_empty() { "" } else { "stack_traces." }, traces);
    let mut reason = CRASH_TYPE.iter().find_map(|name| fields.text((*name, "reason")));
    let mut mistyped = fields.mistyped;
    let mut address = CRASH_ADDRESS.iter().find_map(|name| traces.text_or_nothing(name));
    if let Some(info) = info {
        let path = if name.is_empty() { "crash_info." } else { "stack_traces.crash_info." };
        let mut fields = Fields::of(path, info);
        reason = fields.text(("type", "reason")).or(reason);
        mistyped.append(&mut fields.mistyped);
        address = info.text_or_nothing("address").or(address);
    }
    let names = module_names(traces);
    let mut threads = traces.take_threads().with_modules(names);
    // bug 1978420: a ping without frames has the address alone. It is the only frame of a thread that
    // has none, and of one behind all others where there is no thread of this index.
    if let Some(address) = address.filter(|address| !address.is_empty()) {
        let index = usize::try_from(crashing_thread.unwrap_or(0)).unwrap_or(usize::MAX).min(threads.len());
        if index == threads.len() && crashing_thread.is_some() {
            crashing_thread = i64::try_from(index).ok();
        }
        threads = threads.with_address(index, address);
    }
    Traces { reason, crashing_thread, threads, mistyped }
}

fn apply<'a>(mut traces: Traces<'a>, crash: &mut Crash<'a>) {
    crash.reason = traces.reason.or(crash.reason.take());
    crash.crashing_thread = traces.crashing_thread.or(crash.crashing_thread);
    if !traces.threads.is_empty() {
        crash.threads = traces.threads;
    }
    crash.mistyped.append(&mut traces.mistyped);
}

impl Traces<'_> {
    fn none() -> Traces<'static> {
        Traces { reason: None, crashing_thread: None, threads: Threads::default(), mistyped: Vec::new() }
    }

    fn into_owned(self) -> Traces<'static> {
        Traces {
            reason: self.reason.map(|reason| Cow::Owned(reason.into_owned())),
            crashing_thread: self.crashing_thread,
            threads: self.threads.into_owned(),
            mistyped: self.mistyped,
        }
    }
}

/// So many modules are read, more than any process has.
const MODULES_THAT_COUNT: usize = 1 << 16;

/// The longest name that a module can have, in bytes; a longer one counts as absent. All frames of a module share its
/// name, and each has it in its normalized form. Windows has the longest paths, of 32,767 characters.
const LONGEST_NAME: usize = 1 << 17;

/// The names of the modules that frames point into: their files, else those of their symbols.
fn module_names<'a>(traces: &Document<'a>) -> Vec<Option<Cow<'a, str>>> {
    let mut names = Vec::new();
    let Some(json) = traces.list("modules") else { return names };
    let read: Result<(), Syntax> = Reader::new(json).items(&mut |reader, _| {
        if names.len() == MODULES_THAT_COUNT {
            return reader.skip();
        }
        names.push(if reader.kind()? == Kind::Object {
            module_name(reader)?
        } else {
            reader.skip()?;
            None
        });
        Ok(())
    });
    debug_assert!(read.is_ok(), "members are known to be well formed");
    names
}

fn module_name<'a>(reader: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>, Syntax> {
    let (mut file, mut debug_file) = (None, None);
    reader.members(&mut |reader, key| {
        let name = match &*key {
            "filename" => &mut file,
            "debug_file" | "debugFile" => &mut debug_file,
            _ => return reader.skip(),
        };
        if reader.kind()? == Kind::String {
            *name = Some(reader.string()?).filter(|name| !name.is_empty());
            return Ok(());
        }
        reader.skip()
    })?;
    Ok(file.or(debug_file).map(last_part).filter(|name| name.len() <= LONGEST_NAME))
}

/// The last part of a path, of any system. bug 1931237: pings of a time have whole paths.
fn last_part(path: Cow<'_, str>) -> Cow<'_, str> {
    let last = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(&path[last(path)..]),
        Cow::Owned(mut path) => {
            path.drain(..last(&path));
            Cow::Owned(path)
        }
    }
}
