//! What people read.

use crate::common::{Ran, siggen};
use crate::{Hostile, assert_shown};

#[test]
fn nothing_hidden_gets_into_what_people_read() {
    let hostile = Hostile::new();
    let mut shown = String::new();
    for args in hostile.for_people() {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let Ran { out, err, .. } = siggen(&args);
        assert!(!out.is_empty() || !err.is_empty(), "{args:?}");
        assert_shown(&out, &args);
        assert_shown(&err, &args);
        shown.extend([out, err]);
    }
    // All that is hostile was shown somewhere, in a form that is seen.
    for word in
        ["id0", "stored", "first", "second", "listed", "bare", "thread", "reason", "key", "cut", "bad", "missing"]
    {
        assert!(shown.contains(&format!("{word}␛]0;title␇␛c␈␡\\u{{9b}}31m")), "{word} in {shown}");
    }
}
