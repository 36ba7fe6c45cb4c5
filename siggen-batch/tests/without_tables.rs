//! Without the feature `tables`, a table is a problem that says how to read it, and nobody takes it for text.
#![cfg(not(feature = "tables"))]
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod common;

use common::{at_index, bytes, gzip, seen};

#[test]
fn tables_say_what_reads_them() {
    for head in [b"PAR1\x15\x04{}\n".as_slice(), b"ARROW1\0\0{}\n", b"\xff\xff\xff\xff\x10\0\0\0{}\n"] {
        for table in [head.to_vec(), gzip(head)] {
            let seen = seen(vec![bytes("table", table), bytes("list", "[{}]")]);
            let [problem, record] = seen.as_slice() else { panic!("{seen:?}") };
            let message = problem.text.as_ref().unwrap_err();
            assert!(message.ends_with("build it with the Cargo feature `tables`"), "{message}");
            // The next input is read as ever.
            assert_eq!(*record, at_index("list", 0, "{}"));
        }
    }
}
