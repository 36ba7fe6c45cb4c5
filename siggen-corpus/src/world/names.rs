//! How compilers and symbol files spell the names of functions.

use crate::random::Random;
use crate::words::{ARGUMENTS, BEFORE, OBJECTS, VERBS};

/// A name as symbols of Windows have it, and as others have it.
pub(crate) type Spellings = [String; 2];

pub(crate) struct Cpp<'a> {
    /// With its namespace.
    pub(crate) class: &'a str,
    pub(crate) method: &'a str,
    /// Another class of the area, to be named in arguments.
    pub(crate) friend: &'a str,
    pub(crate) is_template: bool,
}

/// The name of a method, or of something like a method.
pub(crate) fn cpp(cpp: &Cpp<'_>, random: &mut Random) -> Spellings {
    let Cpp { class, method, friend, is_template } = *cpp;
    let (namespace, short) = class.rsplit_once("::").unwrap_or(("", class));
    let owner = if is_template { format!("{class}<{friend}>") } else { class.to_owned() };
    let arguments = arguments(friend, random);
    let is_const = if random.permille(220) { " const" } else { "" };
    let [windows, others] = match random.below(100) {
        // A lambda is named after its place on one platform, after its number on the others.
        0..=4 => {
            let number = random.between(1, 9);
            [
                format!("{owner}::{method}::<lambda_{number}>::operator()"),
                format!("{owner}::{method}({})::$_{number}::operator()", arguments[1]),
            ]
        }
        5..=7 if !namespace.is_empty() => [
            format!("{namespace}::`anonymous namespace'::{short}{method}"),
            format!("{namespace}::(anonymous namespace)::{short}{method}"),
        ],
        8 => [format!("{owner}::~{short}"), format!("{owner}::~{short}")],
        9 => [format!("{owner}::{short}"), format!("{owner}::{short}")],
        10 => [format!("{owner}::operator=="), format!("{owner}::operator==")],
        11..=13 => {
            let of = ["int", "bool", "%*", "RefPtr<%>"][random.index(4)].replace('%', friend);
            [format!("{owner}::{method}<{of}>"), format!("{owner}::{method}<{of}>")]
        }
        _ => [format!("{owner}::{method}"), format!("{owner}::{method}")],
    };
    // A part of the symbols of Windows has names only.
    let windows = if random.permille(350) { windows } else { format!("{windows}({})", arguments[0]) };
    let is_structor = others.ends_with(&format!("::{short}")) || others.ends_with(&format!("~{short}"));
    let before = if is_structor || windows.contains("operator") { "" } else { *random.pick(&BEFORE) };
    [format!("{before}{windows}"), format!("{others}({}){is_const}", arguments[1])]
}

fn arguments(friend: &str, random: &mut Random) -> Spellings {
    let mut spellings = [String::new(), String::new()];
    for argument in 0..[0, 0, 1, 1, 2][random.index(5)] {
        let (windows, others) = random.pick(&ARGUMENTS);
        for (spelling, text) in spellings.iter_mut().zip([windows, others]) {
            spelling.push_str(if argument > 0 { ", " } else { "" });
            spelling.push_str(&text.replace('%', friend));
        }
    }
    spellings
}

pub(crate) struct Rust<'a> {
    pub(crate) krate: &'a str,
    pub(crate) module: &'a str,
    pub(crate) type_name: &'a str,
    pub(crate) verb: &'a str,
    pub(crate) object: &'a str,
}

/// The name of a Rust function. Hashes differ from build to build, so they are not a part of it.
pub(crate) fn rust(rust: &Rust<'_>, random: &mut Random) -> Spellings {
    let Rust { krate, module, type_name, verb, object } = *rust;
    let name = if object.is_empty() { verb.to_lowercase() } else { format!("{verb}_{object}").to_lowercase() };
    let path = format!("{krate}::{module}");
    match random.below(20) {
        0..=8 => [format!("{path}::{type_name}::{name}"), format!("{path}::{type_name}::{name}")],
        9..=12 => [format!("{path}::{name}"), format!("{path}::{name}")],
        // Symbols of Windows don't say whose trait it is.
        13..=14 => {
            let of = format!("{}{}", random.pick(&VERBS), random.pick(&OBJECTS));
            let number = random.between(0, 9);
            [
                format!("{path}::impl${number}::{name}"),
                format!("<{path}::{type_name} as {krate}::traits::{of}>::{name}"),
            ]
        }
        15..=17 => [format!("{path}::{name}::closure$0"), format!("{path}::{name}::{{{{closure}}}}")],
        _ => [
            format!("{path}::{name}<enum2$<core::option::Option<{path}::{type_name}> > >"),
            format!("{path}::{name}::<core::option::Option<{path}::{type_name}>>"),
        ],
    }
}
