//! What can go wrong with one file at one place.

use std::fmt;
use std::io;
use std::time::Duration;

/// Why a symbol file could not be had from a place that may have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The server responded with a status that is neither success nor "not found".
    Status(u16),
    /// The host's address is unknown.
    NoHost,
    /// No connection, and why.
    NoConnection(String),
    /// The connection was closed before the response began, or was reset.
    Closed,
    /// Something took longer than its limit.
    TimedOut(Stage, Duration),
    /// The response or the file ends too early.
    Cut,
    /// The response has neither a length nor an end mark, so nobody knows whether it is complete.
    Unbounded,
    /// The compressed data is invalid.
    Compression,
    /// It isn't a symbol file.
    NotSymbols(siggen_symbols::Error),
    /// It is a symbol file without a `MODULE` record at its beginning.
    NoModule,
    /// It is the symbol file of another module, which has this id.
    OtherModule(String),
    /// The text is larger than [`Policy::largest`](crate::Policy::largest), which is this many bytes.
    TooLarge(u64),
    /// The host failed repeatedly and is paused, so it was not asked.
    Paused,
    /// The connection is not secure, or something else that the protocol doesn't allow.
    Protocol(String),
    /// A file could not be read or written.
    Disk(String),
    /// The work was ended from outside.
    Stopped,
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Connecting.
    Connect,
    /// Waiting for the response.
    Response,
    /// Waiting for more of the response.
    Stall,
    /// The whole request.
    Total,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "HTTP {status}"),
            Self::NoHost => f.write_str("host not found"),
            Self::NoConnection(why) => write!(f, "no connection: {why}"),
            Self::Closed => f.write_str("connection closed by the server"),
            Self::TimedOut(stage, limit) => {
                let seconds = limit.as_secs_f64();
                match stage {
                    Stage::Connect => write!(f, "no connection within {seconds} s"),
                    Stage::Response => write!(f, "no response within {seconds} s"),
                    Stage::Stall => write!(f, "no data for {seconds} s"),
                    Stage::Total => write!(f, "not complete within {seconds} s"),
                }
            }
            Self::Cut => f.write_str("incomplete: it ends too early"),
            Self::Unbounded => f.write_str("maybe incomplete: the response has neither a length nor an end mark"),
            Self::Compression => f.write_str("invalid compressed data"),
            Self::NotSymbols(error) => error.fmt(f),
            Self::NoModule => f.write_str("not a symbol file: it doesn't begin with a MODULE record"),
            Self::OtherModule(id) => write!(f, "the symbol file is of another module, {id}"),
            Self::TooLarge(limit) => write!(f, "larger than {limit} bytes"),
            Self::Paused => f.write_str("the server failed repeatedly and is not asked for now"),
            Self::Protocol(what) | Self::Disk(what) => f.write_str(what),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// How often something is tried that fails like this, of at most `tries`.
    pub(crate) fn tries(&self, tries: u32) -> u32 {
        match self {
            Self::Status(429 | 500..)
            | Self::NoHost
            | Self::NoConnection(_)
            | Self::Closed
            | Self::TimedOut(..)
            | Self::Cut
            | Self::Unbounded => tries,
            // A page that says "busy" with a status of success is gone the next time; most are there for good.
            Self::Compression | Self::NotSymbols(_) | Self::NoModule | Self::OtherModule(_) => tries.min(2),
            _ => 1,
        }
    }

    /// Whether it is the host that fails, and not one file.
    pub(crate) fn is_of_host(&self) -> bool {
        match self {
            Self::Status(status) => *status >= 500,
            Self::NoHost | Self::NoConnection(_) | Self::Closed => true,
            Self::TimedOut(stage, _) => matches!(stage, Stage::Connect | Stage::Response),
            _ => false,
        }
    }

    /// Whether the server may still have the file at another path.
    pub(crate) fn is_of_path(&self) -> bool {
        match self {
            Self::Status(status) => (400..500).contains(status) && *status != 429,
            Self::NotSymbols(_) | Self::NoModule | Self::OtherModule(_) => true,
            _ => false,
        }
    }

    /// The fault that an error stands for that came from a reader of [`unpacked`](crate::unpack) data.
    pub(crate) fn of_reading(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(fault) => fault,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Self::Cut,
            Err(_) => Self::Compression,
        }
    }

    /// An error of the file system.
    pub(crate) fn of_disk(error: &io::Error) -> Self {
        Self::Disk(error.to_string())
    }
}
