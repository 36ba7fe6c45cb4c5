//! Sources in the order in which they are asked.

use std::path::PathBuf;
use std::sync::Arc;

use siggen_symbols::layout::ModuleKey;

use crate::cache::Cache;
use crate::circuit::Circuits;
use crate::clock::{Clock, SystemClock};
use crate::directory::Directory;
use crate::error::Error;
use crate::fetch::Fetch;
use crate::found::Found;
use crate::http::Client;
use crate::missing::Missing;
use crate::paths::paths;
use crate::policy::Policy;
use crate::retry::Rules;
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
                    known.first().map_or(Ok(None), |first| self.fetch(server, client, key, known, first).find())
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

    fn fetch<'f>(
        &'f self,
        server: &'f Server,
        client: &'f Client,
        key: &'f ModuleKey<'f>,
        paths: &'f [String],
        first: &str,
    ) -> Fetch<'f> {
        let Self { cache, policy, clock, stop, circuits, .. } = self;
        let rules = Rules { policy, clock: &**clock, stop, circuits };
        Fetch { server, client, cache, rules, key, paths, entry: cache.entry(first) }
    }
}

#[cfg(test)]
mod tests;
