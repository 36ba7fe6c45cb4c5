//! Input that was damaged on its way: an error or an outcome, never a panic.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

use siggen_core::{Crash, Generator, SessionMemory, Shape};

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// What is written over the input: bytes that mean something to JSON, to names or to UTF-8.
const DAMAGE: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b",",
    b":",
    b"null",
    b"-",
    b"1e999",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\ud83d",
    b"<",
    b">",
    b"(",
    b")",
    b"`",
    b"'",
    b" ",
    b"const",
    b"&",
    b"::h",
    b"::$_",
    "\u{130}".as_bytes(),
    b"operator",
    b"IPC::ParamTraits<",
];

#[test]
fn damaged_documents_are_survived() {
    let generator = Generator::new();
    let mut memory = SessionMemory::default();
    let mut numbers = Numbers(1);
    let mut read = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/crashes");
    for entry in folder.read_dir().unwrap() {
        let document = std::fs::read(entry.unwrap().path()).unwrap();
        for _ in 0..400 {
            let mut damaged = document.clone();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(damaged.len());
                let end = (at + numbers.below(6)).min(damaged.len());
                damaged.splice(at..end, DAMAGE[numbers.below(DAMAGE.len())].iter().copied());
            }
            if numbers.below(8) == 0 {
                damaged.truncate(numbers.below(damaged.len()));
            }
            for shape in [None].into_iter().chain(Shape::ALL.map(Some)) {
                let crash = match shape {
                    None => Crash::from_json(&damaged),
                    Some(shape) => Crash::from_json_as(&damaged, shape),
                };
                match crash {
                    Ok(crash) => {
                        let outcome = generator.generate(&crash);
                        assert_eq!(generator.generate_with(&mut memory, &crash), outcome);
                        assert_eq!(generator.explain(&crash).outcome, outcome);
                        assert!(outcome.signature.len() <= 255);
                        read += 1;
                    }
                    Err(error) => {
                        assert!(error.offset().is_some_and(|offset| offset <= damaged.len()));
                        assert!(!error.to_string().is_empty());
                    }
                }
            }
        }
    }
    assert!(read > 1000, "most of the damage should leave JSON behind: {read}");
}

#[test]
fn objects_that_shapes_look_into_may_nest_without_end() {
    for name in ["payload", "json_dump", "metadata", "exception"] {
        let deep = format!("{{\"{name}\":").repeat(200_000) + "1" + &"}".repeat(200_000);
        for shape in Shape::ALL {
            assert!(Crash::from_json_as(deep.as_bytes(), shape).is_ok(), "{name} as {shape}");
        }
    }
}
