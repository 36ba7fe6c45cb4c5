//! Operating systems, which each source of crashes has its own names for.

use std::borrow::Cow;

/// The name that crash reports have for a system; any other name stays as it is.
pub(super) fn in_reports(name: Cow<'_, str>) -> Cow<'_, str> {
    let is_any = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_any(&["Windows", "Windows_NT", "WINNT"]) {
        "Windows NT".into()
    } else if is_any(&["Darwin", "Mac", "macOS", "OSX"]) {
        "Mac OS X".into()
    } else {
        name
    }
}
