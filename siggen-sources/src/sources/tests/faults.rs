//! The table of faults.

use super::*;
use crate::policy::Limits;

/// How long silence is borne. The messages have it.
const SHORT: Duration = Duration::from_millis(200);

/// What the server does, and what is said if it does so for good.
fn table(id: &str) -> Vec<(Act, &'static str)> {
    let whole = text(id);
    let half = whole.len() / 2 + 3;
    let at_line_end = whole[..half].iter().rposition(|&byte| byte == b'\n').unwrap() + 1;
    let compressed = gzip(&whole);
    let mut corrupt = compressed.clone();
    // In the checksum.
    let last = corrupt.len() - 6;
    corrupt[last] ^= 1;
    let incomplete = "failed: incomplete: it ends too early after 5 tries";
    vec![
        (Act::Status(500, ""), "failed: HTTP 500 after 5 tries"),
        (Act::Status(502, ""), "failed: HTTP 502 after 5 tries"),
        (Act::Status(503, ""), "failed: HTTP 503 after 5 tries"),
        (Act::Status(429, ""), "failed: HTTP 429 after 5 tries"),
        (Act::Status(429, "Retry-After: 7\r\n"), "failed: HTTP 429 after 5 tries"),
        (Act::Short(whole.clone(), half), incomplete),
        (Act::Short(whole.clone(), at_line_end), incomplete),
        (
            Act::Unbounded(whole[..at_line_end].to_vec()),
            "failed: maybe incomplete: the response has neither a length nor an end mark after 5 tries",
        ),
        (Act::Chunked(whole[..at_line_end].to_vec(), false), incomplete),
        (Act::Chunked(whole.clone(), false), incomplete),
        (Act::Chunked(compressed.clone(), false), incomplete),
        (Act::Short(compressed.clone(), compressed.len() / 2), incomplete),
        (Act::Unbounded(compressed[..compressed.len() / 2].to_vec()), incomplete),
        (Act::Body("", compressed[..compressed.len() / 2].to_vec()), incomplete),
        (Act::Body("Content-Encoding: gzip\r\n", corrupt), "failed: invalid compressed data after 2 tries"),
        (
            Act::Body("Content-Type: text/html\r\n", b"<!DOCTYPE html><title>Busy</title>\n".to_vec()),
            "failed: not a symbol file: this is a web page after 2 tries",
        ),
        (Act::Body("", Vec::new()), "failed: not a symbol file: it is empty after 2 tries"),
        (
            Act::Body("", text(&super::id(0xffff))),
            "failed: the symbol file is of another module, 5A9832E5287241C1838ED9890000FFFF0 after 2 tries",
        ),
        (Act::Reset, "failed: connection closed by the server after 5 tries"),
        (Act::Status(403, ""), "failed: HTTP 403"),
        (Act::Status(204, ""), "failed: HTTP 204"),
    ]
}

/// How many rows there are, and the act and message of one.
fn row(number: usize) -> Option<(String, Act, &'static str)> {
    let id = id(u32::try_from(number).unwrap());
    let (act, message) = table(&id).into_iter().nth(number)?;
    Some((id, act, message))
}

#[test]
fn each_row_for_good_says_so_and_leaves_nothing_behind() {
    let bench = Bench::batch();
    let rows: Vec<_> = (0..).map_while(row).collect();
    for (id, act, message) in &rows {
        bench.play.play(&path(id), [act.clone()]);
        assert_eq!(&bench.message(id), message, "{message}");
        assert_eq!(bench.cached(), [""; 0], "{message}");
    }
    // The server is well again, and nothing was remembered.
    bench.play.requests();
    let waits = bench.clock.waits().len();
    for (id, ..) in &rows {
        bench.play.play(&path(id), [Act::Body("", text(id))]);
        assert_eq!(bench.sources.find(&key(id)).unwrap().file.text(), text(id));
    }
    assert_eq!(bench.clock.waits().len(), waits, "normal speed");
    assert_eq!(bench.play.requests(), rows.iter().map(|(id, ..)| path(id)).collect::<Vec<_>>());
}

#[test]
fn each_row_once_is_made_up_for() {
    let bench = Bench::batch();
    for (id, act, message) in (0..).map_while(row) {
        let waits = bench.clock.waits().len();
        bench.play.play(&path(&id), [act.clone(), Act::Body("", text(&id))]);
        if message.ends_with(" tries") {
            assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id), "{message}");
            assert_eq!(bench.clock.waits().len(), waits + 1, "{message}");
        } else {
            assert_eq!(bench.message(&id), message, "{message}");
        }
    }
    assert!(!bench.cached().iter().any(|file| file.contains(".part")), "{:?}", bench.cached());
}

/// What a server does, the limit that ends it, and what is said.
type Slow = (Act, fn(&mut Limits), &'static str);

#[test]
fn what_takes_too_long_is_given_up_and_tried_again() {
    // Each limit alone, so that it doesn't matter how fast the machine is.
    let rows: [Slow; 3] = [
        (Act::Silence, |limits| limits.response = SHORT, "failed: no response within 0.2 s after 5 tries"),
        (Act::Stall(text(&id(1))), |limits| limits.stall = SHORT, "failed: no data for 0.2 s after 5 tries"),
        (Act::Drip(text(&id(1))), |limits| limits.total = SHORT, "failed: not complete within 0.2 s after 5 tries"),
    ];
    let id = id(1);
    for (act, limit, message) in rows {
        let mut policy = Policy::batch();
        limit(&mut policy.limits);
        let bench = Bench::new(policy);
        bench.play.play(&path(&id), [act.clone()]);
        assert_eq!(bench.message(&id), message);
        assert_eq!(bench.cached(), [""; 0], "{message}");
        bench.play.play(&path(&id), [act, Act::Body("", text(&id))]);
        assert_eq!(bench.sources.find(&key(&id)).unwrap().file.text(), text(&id), "{message}");
    }
}

#[test]
fn retry_after_makes_the_wait_longer() {
    let bench = Bench::batch();
    bench.play.play(&path(&id(1)), [Act::Status(429, "Retry-After: 7\r\n"), Act::Body("", text(&id(1)))]);
    bench.sources.find(&key(&id(1))).unwrap();
    assert_eq!(bench.clock.waits(), [Duration::from_secs(7)]);
}

#[test]
fn somebody_who_waits_is_told_at_once() {
    let bench = Bench::new(Policy::interactive());
    for (number, message) in [(1, "HTTP 503"), (2, "HTTP 503"), (3, "HTTP 503")] {
        bench.play.play(&path(&id(number)), [Act::Status(503, "")]);
        assert_eq!(bench.message(&id(number)), format!("failed: {message}"));
    }
    assert_eq!(bench.message(&id(4)), "failed: the server failed repeatedly and is not asked for now");
    assert_eq!(bench.play.requests().len(), 3);
    assert!(bench.clock.waits().is_empty());
    bench.clock.advance(Duration::from_secs(1));
    assert_eq!(bench.message(&id(4)), "not found", "it responds again");
}

#[test]
fn hosts_that_are_not_there_are_named() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let sources = [Source::parse(&format!("http://{nobody}/")).unwrap()];
    let sources = Sources::new(sources, Cache::temporary().unwrap(), Policy::interactive());
    let message = sources.find(&key(&id(1))).unwrap_err().to_string();
    assert!(message.starts_with("failed: no connection: "), "{message}");
}

#[test]
fn a_connection_that_is_not_secure_is_not_tried_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let sources = [Source::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap()];
    let sources = Sources::new(sources, Cache::temporary().unwrap(), Policy::batch());
    let missing = std::thread::scope(|scope| {
        let finding = scope.spawn(|| sources.find(&key(&id(1))).unwrap_err());
        let (mut stream, _) = listener.accept().unwrap();
        assert!(std::io::Read::read(&mut stream, &mut [0; 4096]).unwrap() > 0);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        finding.join().unwrap()
    });
    let Missing::Failed(failures) = &missing else { panic!("{missing}") };
    assert!(matches!(&failures[..], [Failure { fault: Fault::Protocol(_), tries: 1, .. }]), "{missing}");
}

#[test]
fn a_stop_ends_a_download() {
    for mut policy in [Policy::batch(), Policy::interactive()] {
        policy.limits.response = Duration::from_secs(3600);
        policy.limits.stall = Duration::from_secs(3600);
        a_stop_ends(&Bench::new(policy));
    }
}

fn a_stop_ends(bench: &Bench) {
    bench.play.play(&path(&id(1)), [Act::Silence]);
    std::thread::scope(|scope| {
        let finding = scope.spawn(|| bench.sources.find(&key(&id(1))).unwrap_err());
        shared::until(|| !bench.play.requests().is_empty());
        bench.stop.stop();
        assert_eq!(finding.join().unwrap(), Missing::Stopped);
        shared::until(|| bench.play.gone() == 1);
    });
    assert_eq!(bench.sources.find(&key(&id(2))).unwrap_err(), Missing::Stopped);
    assert_eq!(bench.cached(), [""; 0]);
}
