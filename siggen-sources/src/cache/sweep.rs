//! Keeps the cache within its size, and deletes what is left over.

use std::fs::{self, DirEntry};
use std::path::Path;
use std::sync::PoisonError;
use std::time::SystemTime;

use super::absent::{ABSENT, is_fresh};
use super::entry::{INDEX, PART, TEXT};
use super::{Cache, Entry};

/// How much is in the cache, as far as this process knows.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// In bytes. `None` before the first sweep.
    known: Option<u64>,
    /// What was added since the last sweep.
    added: u64,
}

/// What a sweep found.
#[derive(Debug)]
struct Found {
    entry: Entry,
    size: u64,
    used: SystemTime,
}

/// Of the limit, what is free after a sweep had to delete, or may be added by this process before the next sweep, since
/// others add too. So the work of sweeps, which look at every entry, is in proportion to what is written.
const TENTH: u64 = 10;

impl Cache {
    /// Notes that something was written, and sweeps if it is time to. Whoever calls holds no lock.
    pub(crate) fn added(&self, size: u64, now: SystemTime) {
        let mut usage = self.usage.lock().unwrap_or_else(PoisonError::into_inner);
        usage.added += size;
        let known = usage.known.map(|known| known + size);
        usage.known = known;
        if known.is_none_or(|known| known > self.limit) || usage.added > self.limit / TENTH {
            *usage = Usage { known: Some(self.sweep(now)), added: 0 };
        }
    }

    /// Deletes leftovers and what is too much; what there is then, in bytes. What is locked is left alone.
    fn sweep(&self, now: SystemTime) -> u64 {
        let mut found = Vec::new();
        for module in children(&self.symbols) {
            for build in children(&module.path()) {
                let (Ok(name), Ok(id)) = (module.file_name().into_string(), build.file_name().into_string()) else {
                    continue;
                };
                found.extend(self.tidy(&format!("{name}/{id}"), &build.path(), now));
            }
        }
        let mut total = found.iter().map(|found| found.size).sum();
        if total > self.limit {
            found.sort_by_key(|found| found.used);
            for Found { entry, size, .. } in found {
                if total <= self.limit - self.limit / TENTH {
                    break;
                }
                let held = self.lock(&entry).ok().and_then(super::Lock::now);
                if held.is_some() && entry.remove().is_ok() {
                    total -= size;
                }
            }
        }
        total
    }

    /// Deletes what is left over in the directory of an entry; what else is there.
    fn tidy(&self, key: &str, directory: &Path, now: SystemTime) -> Option<Found> {
        let files = children(directory);
        let names: Vec<String> = files.iter().filter_map(|file| file.file_name().into_string().ok()).collect();
        let is_left_over = |name: &String| {
            if name.starts_with(ABSENT) {
                return !fs::read_to_string(directory.join(name)).is_ok_and(|text| is_fresh(&text, now));
            }
            let without_text = |stem: &str| !names.iter().any(|name| name.strip_suffix(TEXT) == Some(stem));
            name.ends_with(PART) || name.strip_suffix(INDEX).is_some_and(without_text)
        };
        let text = names.iter().find_map(|name| name.strip_suffix(TEXT));
        let entry = self.entry(&format!("{key}/{}", text.unwrap_or_default()));
        if (names.is_empty() || names.iter().any(is_left_over))
            && let Some(_held) = self.lock(&entry).ok().and_then(super::Lock::now)
        {
            // Once more, now that nobody writes.
            for file in children(directory).iter().filter_map(|file| file.file_name().into_string().ok()) {
                let has_text =
                    || file.strip_suffix(INDEX).is_some_and(|stem| directory.join(format!("{stem}{TEXT}")).exists());
                if is_left_over(&file) && !has_text() {
                    drop(fs::remove_file(directory.join(file)));
                }
            }
            if fs::remove_dir(directory).is_ok() {
                drop(directory.parent().map(fs::remove_dir));
            }
        }
        text?;
        let sizes = files.iter().filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len());
        let used = fs::metadata(entry.text()).and_then(|metadata| metadata.modified()).ok()?;
        Some(Found { size: sizes.sum(), used, entry })
    }
}

/// What is in a directory. Nothing if it can't be read.
fn children(directory: &Path) -> Vec<DirEntry> {
    fs::read_dir(directory).map(|entries| entries.filter_map(Result::ok).collect()).unwrap_or_default()
}
