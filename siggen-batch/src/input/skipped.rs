//! What is skipped in folders, though its name is that of crashes: devices, pipes and sockets.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// So many are named.
const NAMED: usize = 3;

/// What has been skipped in directories: devices, pipes and sockets, also where a link leads to one. Named by themselves
/// they are read.
#[derive(Clone, Debug, Default)]
pub struct Skipped(Arc<Mutex<Paths>>);

#[derive(Debug, Default)]
struct Paths {
    count: u64,
    first: Vec<String>,
}

impl Skipped {
    pub(super) fn add(&self, path: &Path) {
        let mut paths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        paths.count += 1;
        if paths.first.len() < NAMED {
            paths.first.push(path.display().to_string());
        }
    }

    /// What people are told, if there is something.
    pub fn said(&self) -> Option<String> {
        let paths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let more = paths.count - paths.first.len() as u64;
        let what = match paths.count {
            0 => return None,
            1 => "a device, pipe or socket".to_owned(),
            count => format!("{count} devices, pipes and sockets"),
        };
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        Some(format!("skipped {what} in directories: {}{rest}", paths.first.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_named_and_the_others_counted() {
        let skipped = Skipped::default();
        let mut said = Vec::new();
        for name in ["a", "b", "c", "d", "e"] {
            said.push(skipped.said());
            skipped.add(Path::new(name));
        }
        let expected = [
            None,
            Some("skipped a device, pipe or socket in directories: a"),
            Some("skipped 2 devices, pipes and sockets in directories: a, b"),
            Some("skipped 3 devices, pipes and sockets in directories: a, b, c"),
            Some("skipped 4 devices, pipes and sockets in directories: a, b, c and 1 more"),
        ];
        assert_eq!(said.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }
}
