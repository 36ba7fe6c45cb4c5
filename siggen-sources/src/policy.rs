//! How long to wait, and how often to try.

use std::time::Duration;

/// How servers are asked. Start from [`Policy::interactive`] or [`Policy::batch`], and change fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// How often a file is asked for at most, at least once. A complete response that isn't the symbol file is asked for
    /// at most twice.
    pub tries: u32,
    /// The wait after the first try. It doubles with each try; a random part of up to a half is taken off.
    pub backoff: Duration,
    /// The longest wait between two tries, also where a server says `Retry-After`.
    pub longest_wait: Duration,
    /// After how many tries in a row without a response, or with a status of 500 and above, a host is paused.
    pub pause_after: u32,
    /// How long is waited in all for a host that is paused. After that, and until it responds again, files fail without
    /// a request, but for one request each time that a pause ends.
    pub patience: Duration,
    /// Limits of one request.
    pub limits: Limits,
    /// The largest symbol file, in bytes of its text. Larger ones fail.
    pub largest: u64,
    /// Whether servers are not asked, so that only directories and the cache are left.
    pub is_offline: bool,
    /// What servers are told of the program that asks.
    pub user_agent: String,
}

/// How long one request may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// For finding the address of a host, and again for connecting to it.
    pub connect: Duration,
    /// From the request to the end of the response's headers. Where `stall` is shorter, it counts.
    pub response: Duration,
    /// Between any two pieces of the response.
    pub stall: Duration,
    /// For all of it, redirects included.
    pub total: Duration,
}

/// 4 GiB. The text of a symbol file is held in memory while it is used.
const LARGEST: u64 = 4 << 30;

impl Policy {
    /// For somebody who waits: one try, and short limits.
    pub fn interactive() -> Self {
        let seconds = Duration::from_secs;
        Self {
            tries: 1,
            pause_after: 3,
            patience: Duration::ZERO,
            limits: Limits { connect: seconds(5), response: seconds(10), stall: seconds(10), total: seconds(300) },
            ..Self::batch()
        }
    }

    /// For work that nobody watches: 5 tries, and waits between them.
    pub fn batch() -> Self {
        let seconds = Duration::from_secs;
        Self {
            tries: 5,
            backoff: Duration::from_millis(500),
            longest_wait: seconds(60),
            pause_after: 10,
            patience: seconds(120),
            limits: Limits { connect: seconds(10), response: seconds(30), stall: seconds(30), total: seconds(900) },
            largest: LARGEST,
            is_offline: false,
            user_agent: concat!("siggen/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
