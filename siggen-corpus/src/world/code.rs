//! The code of the application: areas and crates, classes, functions, and who calls whom.

use std::collections::BTreeSet;

use super::FunctionId;
use super::names::{self, Spellings};
use crate::platform::PLATFORMS;
use crate::random::Random;
use crate::words::{AREAS, CRATES, NOUNS, OBJECTS, ROLES, VERBS};

/// A function of the application.
pub(crate) struct Function {
    /// As symbols of Windows have it, and as others have it.
    pub(crate) spellings: Spellings,
    pub(crate) file: String,
    pub(crate) line: u64,
    /// Its class or, in Rust, its type.
    pub(crate) class: usize,
    pub(crate) is_rust: bool,
    /// The platforms whose compilers put it into its caller.
    pub(crate) inlined_on: u8,
    /// Who calls it: always functions nearer to the event loop of the same area; none where that calls it itself.
    pub(crate) callers: Vec<FunctionId>,
}

#[derive(Default)]
pub(crate) struct Code {
    pub(crate) functions: Vec<Function>,
    pub(crate) classes: Vec<String>,
}

const CLASSES_OF_AREA: usize = 32;
const FUNCTIONS_OF_CLASS: usize = 16;
const MODULES_OF_CRATE: usize = 16;
const FUNCTIONS_OF_MODULE: usize = 20;
/// Callers are not further away than this, so that paths are as long as real ones.
const REACH: usize = 90;

impl Code {
    pub(crate) fn write(&mut self, random: &mut Random) {
        for (namespace, folder) in AREAS {
            let first = self.functions.len();
            self.write_area(namespace, folder, random);
            self.connect(first, random);
        }
        for (name, folder) in CRATES {
            let first = self.functions.len();
            self.write_crate(name, folder, random);
            self.connect(first, random);
        }
    }

    fn write_area(&mut self, namespace: &str, folder: &str, random: &mut Random) {
        let mut taken = BTreeSet::new();
        let prefix = if namespace.is_empty() { "ns" } else { "" };
        let first = self.classes.len();
        while taken.len() < CLASSES_OF_AREA {
            let short = format!("{prefix}{}{}", random.pick(&NOUNS), random.pick(&ROLES));
            if taken.insert(short.clone()) {
                self.classes.push(if namespace.is_empty() { short } else { format!("{namespace}::{short}") });
            }
        }
        for class in first..self.classes.len() {
            let name = self.classes[class].clone();
            let short = name.rsplit("::").next().unwrap_or(&name).to_owned();
            let is_template = random.permille(90);
            let mut taken = BTreeSet::new();
            while taken.len() < FUNCTIONS_OF_CLASS {
                let method = format!("{}{}", random.pick(&VERBS), random.pick(&OBJECTS));
                if !taken.insert(method.clone()) {
                    continue;
                }
                let friend = self.classes[first + random.index(CLASSES_OF_AREA)].clone();
                let spellings =
                    names::cpp(&names::Cpp { class: &name, method: &method, friend: &friend, is_template }, random);
                let ending = if is_template || random.permille(100) { "h" } else { "cpp" };
                self.push(spellings, format!("/src/{folder}/{short}.{ending}"), class, false, random);
            }
        }
    }

    fn write_crate(&mut self, name: &str, folder: &str, random: &mut Random) {
        let mut modules = BTreeSet::new();
        while modules.len() < MODULES_OF_CRATE {
            modules.insert(random.pick(&NOUNS).to_lowercase());
        }
        for module in modules {
            let class = self.classes.len();
            let type_name = format!("{}{}", random.pick(&NOUNS), random.pick(&ROLES));
            self.classes.push(format!("{name}::{module}::{type_name}"));
            let mut taken = BTreeSet::new();
            while taken.len() < FUNCTIONS_OF_MODULE {
                let (verb, object) = (random.pick(&VERBS), random.pick(&OBJECTS));
                if !taken.insert((verb, object)) {
                    continue;
                }
                let rust = names::Rust { krate: name, module: &module, type_name: &type_name, verb, object };
                self.push(names::rust(&rust, random), format!("/src/{folder}/{module}.rs"), class, true, random);
            }
        }
    }

    fn push(&mut self, spellings: Spellings, file: String, class: usize, is_rust: bool, random: &mut Random) {
        // Small functions go into their callers; compilers agree more often than not.
        let inlined_on = if random.permille(120) {
            let all = PLATFORMS.iter().fold(0, |all, platform| all | platform.bit());
            PLATFORMS.iter().fold(all, |on, platform| if random.permille(300) { on & !platform.bit() } else { on })
        } else {
            0
        };
        let line = random.between(12, 4200);
        self.functions.push(Function { spellings, file, line, class, is_rust, inlined_on, callers: Vec::new() });
    }

    /// Gives each function of an area its callers. Callers stand after it, so nobody calls himself in the end.
    fn connect(&mut self, first: FunctionId, random: &mut Random) {
        let mut order: Vec<FunctionId> = (first..self.functions.len()).collect();
        random.shuffle(&mut order);
        for (place, id) in order.iter().enumerate() {
            let above = &order[place + 1..];
            let near = &above[..above.len().min(REACH)];
            let callers = if near.is_empty() { 0 } else { random.between(1, 3) };
            self.functions[*id].callers = (0..callers).map(|_| *random.pick(near)).collect();
        }
    }
}
