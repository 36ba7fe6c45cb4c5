//! Sources in the order in which they are asked.

use std::path::PathBuf;
use std::sync::Arc;

use siggen_symbols::layout::ModuleKey;

use crate::cache::{Cache, Entry, Held, Loaded, Lock};
use crate::circuit::Circuits;
use crate::clock::{Clock, SystemClock};
use crate::directory::Directory;
use crate::error::Error;
use crate::fault::Fault;
use crate::found::{Found, Origin};
use crate::http::Client;
use crate::intake::{Conditions, take_in};
use crate::missing::{Failure, Missing};
use crate::paths::paths;
use crate::policy::Policy;
use crate::retry::{Failed, Rules};
use crate::server::Server;
use crate::stop::Stop;

/// A place that may have symbol files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A directory, or a single file.
    Directory(PathBuf),
    /// A symbol server.
    Server(Server),
}

impl Source {
    /// A source as users write it: what begins with `http://` or `https://` is a server, and all else a path.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] if the URL is invalid.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        let is_url = lower.starts_with("http://") || lower.starts_with("https://");
        if is_url { Server::new(text).map(Self::Server) } else { Ok(Self::Directory(text.into())) }
    }
}

/// Finds symbol files. It can be shared by threads.
#[derive(Debug)]
pub struct Sources {
    in_order: Vec<Opened>,
    cache: Cache,
    policy: Policy,
    clock: Arc<dyn Clock>,
    stop: Stop,
    circuits: Circuits,
}

#[derive(Debug)]
enum Opened {
    Directory(Directory),
    Server(Server, Client),
}

impl Sources {
    /// Sources, which are asked in this order. The cache is for what servers send, and is looked at when the first
    /// server's turn comes.
    pub fn new(sources: impl IntoIterator<Item = Source>, cache: Cache, policy: Policy) -> Self {
        Self::with_parts(sources, cache, policy, Stop::new(), Arc::new(SystemClock::new()))
    }

    /// Sources with a flag that ends their work, and with a clock of one's own. Once the flag is set, nothing more is
    /// found.
    pub fn with_parts(
        sources: impl IntoIterator<Item = Source>,
        cache: Cache,
        policy: Policy,
        stop: Stop,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let open = |source| match source {
            Source::Directory(path) => Opened::Directory(Directory::new(path)),
            Source::Server(server) => {
                let client = Client::new(&policy, server.is_local(), &stop);
                Opened::Server(server, client)
            }
        };
        let in_order = sources.into_iter().map(open).collect();
        Self { in_order, cache, policy, clock, stop, circuits: Circuits::default() }
    }

    /// Finds the symbol file of a module: its text, and the index of it. Of a file that a server sends, no more than
    /// that is ever held in memory.
    ///
    /// # Errors
    ///
    /// [`Missing`] says why there is none.
    pub fn find(&self, key: &ModuleKey<'_>) -> Result<Found, Missing> {
        let paths = paths(key);
        let known = paths.as_deref().unwrap_or_default();
        let mut failures = Vec::new();
        let mut is_offline = false;
        for source in &self.in_order {
            if self.stop.is_stopped() {
                return Err(Missing::Stopped);
            }
            let found = match source {
                Opened::Directory(directory) => directory.find(key, known, self.policy.largest),
                Opened::Server(server, client) => {
                    is_offline |= self.policy.is_offline;
                    known.first().map_or(Ok(None), |first| {
                        let asked = Asked { key, paths: known, entry: self.cache.entry(first) };
                        self.ask(server, client, &asked)
                    })
                }
            };
            match found {
                Ok(Some(found)) => return Ok(Found { failures, ..found }),
                Ok(None) => {}
                // A connection that was closed for that looks like any other.
                Err(_) if self.stop.is_stopped() => return Err(Missing::Stopped),
                Err(failure) => failures.push(failure),
            }
        }
        Err(match paths {
            _ if !failures.is_empty() => Missing::Failed(failures),
            Err(missing) => missing,
            Ok(_) if is_offline => Missing::Offline,
            Ok(_) => Missing::NotFound,
        })
    }

    /// Asks the cache, and then a server.
    fn ask(&self, server: &Server, client: &Client, asked: &Asked<'_>) -> Result<Option<Found>, Failure> {
        let of_cache = |fault| Failure { place: asked.entry.text().display().to_string(), fault, tries: 1 };
        let held = self.lock(asked, Lock::read).map_err(of_cache)?;
        if let Some(found) = self.load(asked, held).map_err(of_cache)? {
            return Ok(Some(found));
        }
        if self.policy.is_offline {
            return Ok(None);
        }
        let held = self.lock(asked, Lock::write).map_err(of_cache)?;
        // Somebody may have had the lock before, and written it.
        match self.load_held(asked).map_err(of_cache)? {
            Loaded::File(file, _) => return Ok(Some(in_cache(file, asked))),
            Loaded::Damaged => asked.entry.remove().map_err(|error| of_cache(Fault::of_disk(&error)))?,
            Loaded::Nothing => {}
        }
        if asked.entry.is_absent(&server.identity(), self.clock.now()) {
            return Ok(None);
        }
        let fetched = self.fetch(server, client, asked);
        if matches!(fetched, Ok(None)) {
            asked.entry.remember_absent(&server.identity(), self.clock.now());
        }
        let loaded = match &fetched {
            Ok(Some(_)) => self.load_held(asked).map_err(of_cache),
            _ => Ok(Loaded::Nothing),
        };
        drop(held);
        if let Ok(fetched) = &fetched {
            self.cache.added(fetched.as_ref().map_or(0, |fetched| fetched.size), self.clock.now());
        }
        let Some(Fetched { url, .. }) = fetched? else { return Ok(None) };
        match loaded? {
            Loaded::File(file, _) => Ok(Some(Found { file, origin: Origin::Server(url), failures: Vec::new() })),
            _ => Err(of_cache(Fault::Disk("what was written can't be read".to_owned()))),
        }
    }

    /// Loads what the cache has. Without its index, that is made and written as well.
    fn load(&self, asked: &Asked<'_>, held: Held) -> Result<Option<Found>, Fault> {
        let loaded = self.load_held(asked)?;
        drop(held);
        let Loaded::File(file, has_index) = loaded else { return Ok(None) };
        if !has_index && let Some(_held) = self.cache.lock(&asked.entry).ok().and_then(Lock::now) {
            // The next one makes it otherwise.
            drop(asked.entry.store_index(file.index()));
        }
        Ok(Some(in_cache(file, asked)))
    }

    fn load_held(&self, asked: &Asked<'_>) -> Result<Loaded, Fault> {
        let loaded = asked.entry.load(asked.key, self.policy.largest).map_err(|error| Fault::of_disk(&error))?;
        if let Loaded::File(..) = loaded {
            asked.entry.touch(self.clock.now());
        }
        Ok(loaded)
    }

    fn lock(&self, asked: &Asked<'_>, wait: Wait) -> Result<Held, Fault> {
        let held = self.cache.lock(&asked.entry).and_then(|lock| wait(lock, &*self.clock, &self.stop));
        held.map_err(|error| Fault::of_disk(&error))?.ok_or(Fault::Stopped)
    }

    /// Fetches a symbol file into the cache, from the first path that has it.
    fn fetch(&self, server: &Server, client: &Client, asked: &Asked<'_>) -> Result<Option<Fetched>, Failure> {
        let Self { policy, clock, stop, circuits, .. } = self;
        let rules = Rules { policy, clock: &**clock, stop, circuits };
        let mut failure = None;
        for path in asked.paths {
            let url = server.url(path);
            match rules.retry(server.host(), || self.fetch_once(server, client, &url, asked, &rules)) {
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

    /// One request. The size on disk of what it gave, in bytes.
    fn fetch_once(
        &self,
        server: &Server,
        client: &Client,
        url: &str,
        asked: &Asked<'_>,
        rules: &Rules<'_>,
    ) -> Result<Option<u64>, Failed> {
        let response = client.get(url);
        rules.record(server.host(), !response.as_ref().is_err_and(|failed| failed.fault.is_of_host()));
        let Some(response) = response? else { return Ok(None) };
        let Policy { largest, .. } = self.policy;
        let conditions = Conditions { key: asked.key, is_bounded: response.is_bounded, largest, stop: &self.stop };
        let entry = &asked.entry;
        let of_disk = |error| Fault::of_disk(&error);
        let written = entry.begin().map_err(of_disk).and_then(|file| {
            let index = take_in(response.body, &conditions, file)?;
            entry.land(&index).map_err(of_disk)
        });
        if written.is_err() {
            entry.discard();
        }
        Ok(Some(written?))
    }
}

type Wait = fn(Lock, &dyn Clock, &Stop) -> std::io::Result<Option<Held>>;

/// What is looked for.
struct Asked<'a> {
    key: &'a ModuleKey<'a>,
    /// The paths at which a server may have it; there is one.
    paths: &'a [String],
    entry: Entry,
}

/// What was fetched.
struct Fetched {
    url: String,
    /// On disk, in bytes.
    size: u64,
}

fn in_cache(file: siggen_symbols::SymbolFile<'static>, asked: &Asked<'_>) -> Found {
    Found { file, origin: Origin::Cache(asked.entry.text()), failures: Vec::new() }
}

#[cfg(test)]
mod tests;
