//! Crashes and lists that meet in every way: names are few, so that most lines concern some of the crashes.

use siggen_core::SiglistFiles;

/// Numbers that look like chance and are the same each time.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }
}

/// Names of functions and modules, as symbol files have them.
pub(crate) const NAMES: &[&str] = &[
    "Kite::fly(int)",
    "Kite::fold(Wind const&) const",
    "Kite::bend",
    "Kite::crash",
    "Bridle::tie<int>(int)",
    "Bridle::untie",
    "Line::pull(Hand&)",
    "Line::cut",
    "Spool::reel",
    "Tail::wag",
    "memcpy",
    "memset",
    "RaiseException",
    "NtWait",
    "Spool::Wait",
    "js_Interpret",
    "mozilla::dom::RunWatchdog",
    "core::panicking::panic_fmt",
    "operator new(unsigned int)",
    "main",
];

/// Lists that concern many of these names.
pub(crate) fn lists() -> SiglistFiles<'static> {
    SiglistFiles {
        source: "lists".into(),
        irrelevant: "RaiseException\n.*Wait\ncore::panicking::\n".into(),
        prefix: "mem(cpy|set)\nLine::\nRunWatchdog\njs_Interpret\n".into(),
        line_numbers: "js_Interpret\n".into(),
        sentinels: "Kite::crash\n".into(),
    }
}

/// Crashes with ids, some with a thread that a watchdog crashed, with modules without names, and other fields.
pub(crate) fn crashes(random: &mut Random, count: usize) -> Vec<String> {
    (0..count).map(|index| crash(random, index)).collect()
}

fn crash(random: &mut Random, index: usize) -> String {
    let threads: Vec<String> = (0..=random.below(2))
        .map(|_| {
            let frames: Vec<String> = (0..random.below(9)).map(|_| frame(random)).collect();
            format!(r#"{{"frames": [{}]}}"#, frames.join(", "))
        })
        .collect();
    let field = match random.below(8) {
        0 => r#""oom_allocation_size": 12, "#,
        1 => r#""hang": "ui", "#,
        2 => r#""os": "Windows NT", "#,
        _ => "",
    };
    let crashing = random.below(threads.len());
    format!(
        r#"{{"crash_id": "id-{index:05}", {field}"crashing_thread": {crashing}, "threads": [{}]}}"#,
        threads.join(", ")
    )
}

fn frame(random: &mut Random) -> String {
    if random.below(10) == 0 {
        return r#"{"module": "KITE.DLL", "offset": "0x12"}"#.to_owned();
    }
    let name = NAMES[random.below(NAMES.len())];
    let line = 1 + random.below(3);
    format!(r#"{{"function": "{name}", "file": "kite.cpp", "line": {line}}}"#)
}
