//! What a crash says besides its stack: reason, messages, sizes.

use crate::platform::Platform;
use crate::random::Random;
use crate::report::{Annotations, JavaException, JavaFrame, Thread};
use crate::scene::Scene;
use crate::world::bugs::{Bug, Kind};
use crate::world::top::Top;

/// Reasons on each platform: reading, writing, running where one must not, ending on purpose, a bad instruction.
const REASONS: [[&str; 5]; 4] = [
    [
        "EXCEPTION_ACCESS_VIOLATION_READ",
        "EXCEPTION_ACCESS_VIOLATION_WRITE",
        "EXCEPTION_ACCESS_VIOLATION_EXEC",
        "EXCEPTION_BREAKPOINT",
        "EXCEPTION_ILLEGAL_INSTRUCTION",
    ],
    [
        "SIGSEGV / SEGV_MAPERR",
        "SIGSEGV / SEGV_ACCERR",
        "SIGSEGV / SI_KERNEL",
        "SIGSEGV / SEGV_MAPERR",
        "SIGILL / ILL_ILLOPN",
    ],
    [
        "EXC_BAD_ACCESS / KERN_INVALID_ADDRESS",
        "EXC_BAD_ACCESS / KERN_PROTECTION_FAILURE",
        "EXC_BAD_ACCESS / EXC_I386_GPFLT",
        "EXC_BREAKPOINT / EXC_ARM_BREAKPOINT",
        "EXC_BAD_INSTRUCTION / 0x00000001",
    ],
    ["SIGSEGV / SEGV_MAPERR", "SIGSEGV / SEGV_ACCERR", "SIGBUS / BUS_ADRERR", "SIGTRAP", "SIGILL / ILL_ILLOPC"],
];

pub(super) fn reason(scene: &Scene<'_>) -> &'static str {
    let Scene { bug, platform, .. } = *scene;
    match bug.kind {
        Kind::StackOverflow if platform == Platform::Windows => return "EXCEPTION_STACK_OVERFLOW",
        Kind::Hardware => return "EXCEPTION_IN_PAGE_ERROR_READ / STATUS_DEVICE_DATA_ERROR",
        Kind::Oom if platform == Platform::Windows && bug.number.is_multiple_of(16) => return "STATUS_NO_MEMORY",
        _ => {}
    }
    let is_on_purpose =
        matches!(bug.kind, Kind::Panic | Kind::Abort | Kind::Oom | Kind::Hang | Kind::Shutdown | Kind::Ipc)
            || matches!(bug.top, Top::Assertion | Top::Index);
    let which = match (is_on_purpose, bug.top) {
        (true, _) => 3,
        (_, Top::NullCall) => 2,
        _ => [0, 0, 0, 0, 1, 1, 2, 4][usize::try_from(bug.number % 8).unwrap_or(0)],
    };
    REASONS[platform.index()][which]
}

/// Whether a shutdown that takes too long is ended by the watchdog, not by what waits for conditions.
pub(super) fn is_of_watchdog(bug: &Bug) -> bool {
    bug.number % 5 < 2
}

pub(super) fn of<'w>(scene: &mut Scene<'w>, threads: &[Thread<'w>], random: &mut Random) -> Annotations<'w> {
    let bug = scene.bug;
    let mut annotations = Annotations::default();
    match bug.kind {
        Kind::Java => java(scene, &mut annotations, random),
        Kind::Oom => {
            // Small sizes are any, a large one is what the code asks for.
            let size =
                if bug.number % 100 < 55 { random.between(8, 0x4_0000) } else { 0x4_0001 + bug.number % 0x2000_0000 };
            if bug.number % 16 == 1 {
                annotations.js_large_allocation_failure = Some("Reporting");
            } else if random.permille(850) {
                annotations.oom_allocation_size = Some(size);
            } else {
                scene.note("size unknown");
            }
        }
        Kind::Abort => annotations.abort_message = Some(abort_message(scene, random)),
        Kind::Hang => annotations.hang = Some(["ui", "content"][usize::try_from(bug.number % 2).unwrap_or(0)]),
        Kind::Shutdown if !is_of_watchdog(bug) => {
            annotations.async_shutdown_timeout = Some(shutdown_timeout(scene, random));
        }
        Kind::Ipc if bug.number.is_multiple_of(4) => {
            annotations.ipc_message_name = bug.message.names.first().map(String::as_str);
        }
        Kind::Ipc => {
            annotations.ipc_channel_error = Some(&bug.message.text);
            if bug.number.is_multiple_of(3) {
                annotations.additional_minidumps = vec!["browser"];
            }
        }
        _ => {}
    }
    if threads.is_empty() && bug.kind != Kind::Java {
        const STATUSES: [&str; 3] = ["ERROR_NO_MINIDUMP_HEADER", "ERROR_NO_THREAD_LIST", "SYMBOL_SUPPLIER_INTERRUPTED"];
        let which = if bug.kind == Kind::NoStack { bug.number } else { random.next() };
        annotations.mdsw_status_string = Some(STATUSES[usize::try_from(which % 3).unwrap_or(0)]);
    }
    annotations
}

/// A message of an abort, with what stands around it in some processes.
fn abort_message(scene: &mut Scene<'_>, random: &mut Random) -> String {
    let text = &scene.bug.message.text;
    if scene.bug.number.is_multiple_of(2) {
        return text.clone();
    }
    let process = *random.pick(&["Parent", "Child"]);
    let file = scene.bug.path.first().map_or("", |id| &scene.world.functions[*id].file);
    format!(
        "[{process} {}, Main Thread] ###!!! ABORT: {text}: file {file}:{}",
        random.between(300, 60_000),
        random.between(20, 3000)
    )
}

/// JSON as text. What it waited for comes in any order, and some of it may be done already.
fn shutdown_timeout(scene: &mut Scene<'_>, random: &mut Random) -> String {
    let message = &scene.bug.message;
    let mut names: Vec<&String> = message.names.iter().collect();
    random.shuffle(&mut names);
    if names.len() > 1 && random.permille(250) {
        names.pop();
        scene.note("fewer conditions");
    }
    let conditions: Vec<serde_json::Value> = names
        .into_iter()
        .map(|name| serde_json::json!({"name": name, "state": random.between(1, 9), "filename": "almanac/Ledger.mjs"}))
        .collect();
    serde_json::json!({"phase": message.text, "conditions": conditions}).to_string()
}

/// A Java exception: as a stack trace or as an object, whatever the version of the crash reporter writes.
fn java<'w>(scene: &mut Scene<'w>, annotations: &mut Annotations<'w>, random: &mut Random) {
    let thrown = &scene.bug.thrown;
    let title = format!("{}: {}", thrown.class, thrown.message);
    let shift = scene.build.major % 10;
    // The outer end is cut where the annotation is full.
    let shown = thrown.calls.len() - random.index(3);
    let calls = &thrown.calls[..shown];
    if scene.build.major < 133 {
        scene.note("stack trace");
        let lines = calls
            .iter()
            .map(|call| format!("\n\tat {}.{}({}:{})", call.class, call.method, call.file, call.line + shift));
        annotations.java_stack_trace = Some(std::iter::once(title).chain(lines).collect());
    } else {
        let stack = calls.iter().map(|call| JavaFrame {
            class_name: &call.class,
            method_name: &call.method,
            file: &call.file,
            line: call.line + shift,
        });
        annotations.java_exception = Some(JavaException { messages: [title], stack: stack.collect() });
    }
}
