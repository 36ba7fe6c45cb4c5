//! Why a command could not do its work.

use std::io::{self, Write};
use std::process::ExitCode;

use siggen_batch::input;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// It was called in a way that makes no sense.
    Usage(String),
    /// Standard output can't be written.
    Output(io::Error),
    /// The work was begun and can't go on; the message says where and what to do.
    Broken(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl Failure {
    /// The exit status that tells, after a message for people. A pipe that nobody reads any more is
    /// nobody's fault.
    pub fn report(&self) -> ExitCode {
        let (message, status) = match self {
            Failure::Output(error) if is_closed_pipe(error) => return ExitCode::SUCCESS,
            Failure::Output(error) => (format!("cannot write: {}", input::reason(error)), 1),
            Failure::Broken(message) => (message.clone(), 1),
            Failure::Usage(message) => (message.clone(), 2),
        };
        // Where there is no standard error, the status has to do.
        drop(writeln!(io::stderr(), "siggen: {}", crate::text::printable(&message)));
        ExitCode::from(status)
    }
}

/// Whether the reader of the output has gone, as `head` does when it has seen enough.
pub(crate) fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
