//! Crashes of Java code on Android.

use crate::random::Random;
use crate::words::{NOUNS, OBJECTS, ROLES, VERBS};

/// What was thrown, and where.
#[derive(Clone, Default)]
pub(crate) struct Thrown {
    pub(crate) class: &'static str,
    pub(crate) message: String,
    /// The methods on the stack, from the innermost outwards.
    pub(crate) calls: Vec<Call>,
}

#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) class: String,
    pub(crate) method: String,
    pub(crate) file: String,
    pub(crate) line: u64,
}

const CLASSES: [&str; 7] = [
    "java.lang.NullPointerException",
    "java.lang.IllegalStateException",
    "java.lang.IllegalArgumentException",
    "java.lang.OutOfMemoryError",
    "java.util.ConcurrentModificationException",
    "android.os.TransactionTooLargeException",
    "java.lang.SecurityException",
];

const PACKAGES: [&str; 7] = ["tabs", "prompts", "downloads", "gestures", "media", "sync", "history"];

/// Where all of it comes from: the main thread's loop.
const OUTERMOST: [(&str, &str, &str); 4] = [
    ("android.os.Handler", "dispatchMessage", "Handler.java"),
    ("android.os.Looper", "loop", "Looper.java"),
    ("android.app.ActivityThread", "main", "ActivityThread.java"),
    ("com.android.internal.os.ZygoteInit", "main", "ZygoteInit.java"),
];

pub(crate) fn make(random: &mut Random) -> Thrown {
    let class = *random.pick(&CLASSES);
    let message = match random.below(3) {
        0 => format!("{} is gone", random.pick(&NOUNS)),
        1 => format!("no {} for {}", random.pick(&NOUNS).to_lowercase(), random.pick(&ROLES).to_lowercase()),
        _ => format!("{} after {}", random.pick(&VERBS).to_lowercase(), random.pick(&VERBS).to_lowercase()),
    };
    let mut calls: Vec<Call> = (0..random.between(2, 6)).map(|_| call(random)).collect();
    for (class, method, file) in OUTERMOST {
        let line = random.between(80, 900);
        calls.push(Call { class: class.to_owned(), method: method.to_owned(), file: file.to_owned(), line });
    }
    Thrown { class, message, calls }
}

fn call(random: &mut Random) -> Call {
    let name = format!("{}{}", random.pick(&NOUNS), random.pick(&ROLES));
    let method = format!("{}{}", random.pick(&VERBS).to_lowercase(), random.pick(&OBJECTS));
    // Half of the code is Kotlin; what it makes of lambdas shows.
    let (method, ending) = match random.below(4) {
        0 => ("invokeSuspend".to_owned(), "kt"),
        1 => (method, "kt"),
        _ => (method, "java"),
    };
    let class = format!("org.heron.mobile.{}.{name}", random.pick(&PACKAGES));
    let class =
        if method == "invokeSuspend" { format!("{class}${}$1", random.pick(&VERBS).to_lowercase()) } else { class };
    Call { class, method, file: format!("{name}.{ending}"), line: random.between(20, 900) }
}
