//! One request, and its response as it comes.

use std::io::{self, Read};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ureq::http::StatusCode;
use ureq::http::header::{CONTENT_LENGTH, HeaderMap, RETRY_AFTER, TRANSFER_ENCODING};
use ureq::{Agent, Timeout};

use crate::fault::{Fault, Stage};
use crate::policy::{Limits, Policy};
use crate::retry::Failed;
use crate::stop::Stop;

/// How much of a page about an error is read, in bytes.
const LONGEST_PAGE: u64 = 64 << 10;

/// Asks one server.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Arc<Agent>,
    limits: Limits,
    /// Whether files are also below directories of the first two letters, once that is known.
    pub(crate) has_two_levels: OnceLock<bool>,
}

/// A response of success.
pub(crate) struct Response {
    pub(crate) body: Body,
    /// Whether the end of the body can be told from its being cut: by its length or by an end mark.
    pub(crate) is_bounded: bool,
}

impl Client {
    /// `is_local` is for servers on this machine, which no proxy can reach.
    pub(crate) fn new(policy: &Policy, is_local: bool, stop: &Stop) -> Self {
        let limits = policy.limits;
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .user_agent(&*policy.user_agent)
            // Whether the body is compressed is seen from its first bytes.
            .accept_encoding("gzip")
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.response))
            .timeout_per_read(Some(limits.stall))
            .timeout_per_write(Some(limits.stall))
            .timeout_global(Some(limits.total));
        if is_local {
            config = config.proxy(None);
        }
        let agent = Arc::new(Agent::new_with_config(config.build()));
        // The flag may outlive the client, whose connections it shouldn't keep.
        let weak = Arc::downgrade(&agent);
        stop.on_stop(move || {
            if let Some(agent) = weak.upgrade() {
                Agent::clone(&agent).shutdown();
            }
        });
        Self { agent, limits, has_two_levels: OnceLock::new() }
    }

    /// Gets a URL, following redirects. `None` if the server says that there is no such file.
    pub(crate) fn get(&self, url: &str) -> Result<Option<Response>, Failed> {
        let response = self.agent.get(url).call().map_err(|error| self.of_asking(error))?;
        let headers = response.headers();
        let status = response.status();
        if status != StatusCode::OK {
            let retry_after = retry_after(headers);
            pass(response.into_body());
            return match status {
                StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::URI_TOO_LONG => {
                    Ok(None)
                }
                status => Err(Failed { fault: Fault::Status(status.as_u16()), retry_after }),
            };
        }
        let coding = headers.get(TRANSFER_ENCODING).and_then(|coding| coding.to_str().ok()).unwrap_or_default();
        let is_bounded = headers.contains_key(CONTENT_LENGTH) || coding.to_ascii_lowercase().contains("chunked");
        let reader = response.into_body().into_with_config().limit(u64::MAX).reader();
        Ok(Some(Response { body: Body { reader, limits: self.limits }, is_bounded }))
    }

    fn of_asking(&self, error: ureq::Error) -> Failed {
        let fault = match error {
            ureq::Error::Timeout(Timeout::PerRead | Timeout::PerWrite) => {
                Fault::TimedOut(Stage::Response, self.limits.stall)
            }
            error => of(error, &self.limits),
        };
        // There was no response that could have ended too early.
        if fault == Fault::Cut { Fault::Closed.into() } else { fault.into() }
    }
}

/// The body of a response. Its errors are [`Fault`]s.
pub(crate) struct Body {
    reader: ureq::BodyReader<'static>,
    limits: Limits,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| io::Error::other(of(error.into(), &self.limits)))
    }
}

/// Reads a page that says what the status says, so that the next request can use the connection. Where the page is long,
/// or doesn't come, a new connection costs less.
fn pass(body: ureq::Body) {
    drop(io::copy(&mut body.into_reader().take(LONGEST_PAGE), &mut io::sink()));
}

/// The seconds of `Retry-After`. Its other form, a date, is not read.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

fn of(error: ureq::Error, limits: &Limits) -> Fault {
    match error {
        ureq::Error::Timeout(timeout) => match timeout {
            Timeout::Resolve | Timeout::Connect => Fault::TimedOut(Stage::Connect, limits.connect),
            Timeout::RecvResponse => Fault::TimedOut(Stage::Response, limits.response),
            Timeout::PerRead | Timeout::PerWrite => Fault::TimedOut(Stage::Stall, limits.stall),
            _ => Fault::TimedOut(Stage::Total, limits.total),
        },
        ureq::Error::HostNotFound => Fault::NoHost,
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Cut,
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
                Fault::Closed
            }
            // What TLS says of a certificate, or of a server that doesn't speak it.
            io::ErrorKind::InvalidData => Fault::Protocol(error.to_string()),
            _ => Fault::NoConnection(error.to_string()),
        },
        error @ ureq::Error::ConnectionFailed => Fault::NoConnection(error.to_string()),
        error => Fault::Protocol(error.to_string()),
    }
}
