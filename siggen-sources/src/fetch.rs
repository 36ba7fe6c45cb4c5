//! Asks the cache for a symbol file, and then a server, whose response goes into the cache.

use std::io;

use siggen_symbols::SymbolFile;
use siggen_symbols::layout::ModuleKey;

use crate::cache::{Cache, Entry, Held, Loaded, Lock};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::found::{Found, Origin};
use crate::http::{Client, Response};
use crate::intake::{Conditions, take_in};
use crate::missing::Failure;
use crate::retry::{Failed, Rules};
use crate::server::Server;
use crate::stop::Stop;

/// A file that is looked for on one server.
pub(crate) struct Fetch<'f> {
    pub(crate) server: &'f Server,
    pub(crate) client: &'f Client,
    pub(crate) cache: &'f Cache,
    pub(crate) rules: Rules<'f>,
    pub(crate) key: &'f ModuleKey<'f>,
    /// The paths at which it may be.
    pub(crate) paths: &'f [String],
    /// Its place in the cache.
    pub(crate) entry: Entry,
}

/// What is in the cache now.
struct Fetched {
    url: String,
    /// On disk, in bytes.
    size: u64,
}

/// How a lock is waited for.
type Wait = fn(Lock, &dyn Clock, &Stop) -> io::Result<Option<Held>>;

impl Fetch<'_> {
    /// The file, if the cache or the server has it.
    pub(crate) fn find(&self) -> Result<Option<Found>, Failure> {
        let found = self.in_cache().map_err(|fault| self.of_cache(fault))?;
        if found.is_some() || self.rules.policy.is_offline {
            return Ok(found);
        }
        let held = self.lock(Lock::write).map_err(|fault| self.of_cache(fault))?;
        // Somebody may have had the lock before, and written it.
        match self.load().map_err(|fault| self.of_cache(fault))? {
            Loaded::File(file, _) => return Ok(Some(self.found(file))),
            Loaded::Damaged => self.entry.remove().map_err(|error| self.of_cache(Fault::of_disk(&error)))?,
            Loaded::Nothing => {}
        }
        if self.entry.is_absent(&self.server.identity(), self.rules.clock.now()) {
            return Ok(None);
        }
        let fetched = self.fetch()?;
        let (size, found) = match fetched {
            None => {
                self.entry.remember_absent(&self.server.identity(), self.rules.clock.now());
                (0, Ok(None))
            }
            Some(Fetched { url, size }) => (size, self.load_fetched(url).map(Some)),
        };
        drop(held);
        self.cache.added(size, self.rules.clock.now());
        found
    }

    /// What the cache has. If its index is missing, it is made and written.
    fn in_cache(&self) -> Result<Option<Found>, Fault> {
        let held = self.lock(Lock::read)?;
        let loaded = self.load()?;
        drop(held);
        let Loaded::File(file, has_index) = loaded else { return Ok(None) };
        if !has_index && let Some(_held) = self.cache.lock(&self.entry).ok().and_then(Lock::now) {
            // If that fails, the next one makes it.
            drop(self.entry.store_index(file.index()));
        }
        Ok(Some(self.found(file)))
    }

    fn load_fetched(&self, url: String) -> Result<Found, Failure> {
        match self.load().map_err(|fault| self.of_cache(fault))? {
            Loaded::File(file, _) => Ok(Found { origin: Origin::Server(url), ..self.found(file) }),
            _ => Err(self.of_cache(Fault::Disk("what was written can't be read".to_owned()))),
        }
    }

    fn load(&self) -> Result<Loaded, Fault> {
        let loaded = self.entry.load(self.key, self.rules.policy.largest).map_err(|error| Fault::of_disk(&error))?;
        if let Loaded::File(..) = loaded {
            self.entry.touch(self.rules.clock.now());
        }
        Ok(loaded)
    }

    fn lock(&self, wait: Wait) -> Result<Held, Fault> {
        let held = self.cache.lock(&self.entry).and_then(|lock| wait(lock, self.rules.clock, self.rules.stop));
        held.map_err(|error| Fault::of_disk(&error))?.ok_or(Fault::Stopped)
    }

    /// Fetches it from the first path that has it. The lock is held.
    fn fetch(&self) -> Result<Option<Fetched>, Failure> {
        let mut failure = None;
        for path in self.paths {
            if path.matches('/').count() > 2 && !self.has_two_levels() {
                continue;
            }
            let url = self.server.url(path);
            match self.rules.retry(self.server.host(), || self.fetch_once(&url)) {
                Ok(None) => {}
                Ok(Some(size)) => return Ok(Some(Fetched { url, size })),
                Err((fault, tries)) => {
                    let is_of_path = fault.is_of_path();
                    let failed = Failure { place: url, fault, tries };
                    if !is_of_path {
                        return Err(failed);
                    }
                    failure.get_or_insert(failed);
                }
            }
        }
        failure.map_or(Ok(None), Err)
    }

    /// Whether the server may have a directory of the first two letters above each name: it says so by a file. Asked once
    /// a run, since most modules are found without, and most servers have none.
    fn has_two_levels(&self) -> bool {
        let ask = || self.rules.retry(self.server.host(), || self.get(&self.server.url("index2.txt")));
        *self.client.has_two_levels.get_or_init(|| !matches!(ask(), Ok(None)))
    }

    /// One request. The size on disk of what it gave, in bytes.
    fn fetch_once(&self, url: &str) -> Result<Option<u64>, Failed> {
        let Some(response) = self.get(url)? else { return Ok(None) };
        let conditions = Conditions {
            key: self.key,
            is_bounded: response.is_bounded,
            largest: self.rules.policy.largest,
            stop: self.rules.stop,
        };
        let of_disk = |error| Fault::of_disk(&error);
        let written = self.entry.begin().map_err(of_disk).and_then(|file| {
            let index = take_in(response.body, &conditions, file)?;
            self.entry.land(&index).map_err(of_disk)
        });
        if written.is_err() {
            self.entry.discard();
        }
        Ok(Some(written?))
    }

    fn get(&self, url: &str) -> Result<Option<Response>, Failed> {
        let response = self.client.get(url);
        let failed = response.as_ref().is_err_and(|failed| failed.fault.is_of_host());
        self.rules.record(self.server.host(), !failed);
        response
    }

    fn found(&self, file: SymbolFile<'static>) -> Found {
        Found { file, origin: Origin::Cache(self.entry.text()), failures: Vec::new() }
    }

    fn of_cache(&self, fault: Fault) -> Failure {
        Failure { place: self.entry.text().display().to_string(), fault, tries: 1 }
    }
}
