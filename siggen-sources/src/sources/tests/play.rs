//! A server on loopback that plays faults. It handles a bounded number of requests, each within a bounded time.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::stop::Stop;

/// How many requests are handled at most, and for how long each.
const MOST: usize = 2000;
const LONGEST: Duration = Duration::from_secs(20);

/// What a request gets.
#[derive(Clone)]
pub(super) enum Act {
    /// A status, with headers and no body.
    Status(u16, &'static str),
    /// 302 to another path.
    Redirect(String),
    /// A body with its length, and other headers.
    Body(&'static str, Vec<u8>),
    /// A body, of which only so many bytes are sent of the length that is said.
    Short(Vec<u8>, usize),
    /// A body that ends with the connection.
    Unbounded(Vec<u8>),
    /// A chunked body, with or without the end mark.
    Chunked(Vec<u8>, bool),
    /// Nothing at all.
    Silence,
    /// Headers and some of the body, and then nothing.
    Stall(Vec<u8>),
    /// One byte after another, each quickly enough.
    Drip(Vec<u8>),
    /// The connection is reset.
    Reset,
}

/// What the server does, and what it was asked.
#[derive(Default)]
struct Script {
    /// For a path, what its requests get in turn; the last one for good. Others get 404.
    acts: HashMap<String, Vec<Act>>,
    requests: Vec<String>,
    heads: Vec<String>,
    /// How many clients closed a connection on which nothing came.
    gone: usize,
    is_over: bool,
}

pub(super) struct Server {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, script) = (listener.local_addr().unwrap(), Arc::<Mutex<Script>>::default());
        let of_thread = script.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().take(MOST) {
                if of_thread.lock().unwrap().is_over {
                    break;
                }
                // A client that goes away is no fault of the server's.
                drop(handle(stream.unwrap(), &of_thread));
            }
        });
        Self { address, script, thread: Some(thread) }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What requests for a path get from now on.
    pub(super) fn play(&self, path: &str, acts: impl Into<Vec<Act>>) {
        self.script.lock().unwrap().acts.insert(format!("/{path}"), acts.into());
    }

    /// The paths that were asked for since the last call.
    pub(super) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.script.lock().unwrap().requests)
    }

    /// How many clients closed a connection on which nothing came, before the server did.
    pub(super) fn gone(&self) -> usize {
        self.script.lock().unwrap().gone
    }

    /// The head of the last request.
    pub(super) fn last_head(&self) -> String {
        self.script.lock().unwrap().heads.last().cloned().unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.script.lock().unwrap().is_over = true;
        drop(TcpStream::connect(self.address));
        self.thread.take().unwrap().join().unwrap();
    }
}

fn handle(mut stream: TcpStream, script: &Mutex<Script>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(LONGEST))?;
    stream.set_write_timeout(Some(LONGEST))?;
    stream.set_nodelay(true)?;
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r") && head.len() < 10_000 && stream.read(&mut byte)? > 0 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let act = {
        let mut script = script.lock().unwrap();
        script.requests.push(path.trim_start_matches('/').to_owned());
        script.heads.push(head);
        match script.acts.get_mut(&path) {
            None => Act::Status(404, ""),
            Some(acts) if acts.len() > 1 => acts.remove(0),
            Some(acts) => acts[0].clone(),
        }
    };
    // One byte of the request is left: a socket that is closed with something unread is reset.
    if !matches!(act, Act::Reset) {
        stream.read_exact(&mut byte)?;
    }
    let mut start = |status: &str, headers: &str| {
        stream.write_all(format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{headers}\r\n").as_bytes())?;
        stream.try_clone()
    };
    let length = |body: &[u8]| format!("Content-Length: {}\r\n", body.len());
    match act {
        Act::Status(status, headers) => drop(start(&status.to_string(), &format!("{headers}Content-Length: 0\r\n"))?),
        Act::Redirect(to) => drop(start("302", &format!("Location: /{to}\r\nContent-Length: 0\r\n"))?),
        Act::Body(headers, body) => start("200", &format!("{headers}{}", length(&body)))?.write_all(&body)?,
        Act::Short(body, sent) => start("200", &length(&body))?.write_all(&body[..sent])?,
        Act::Unbounded(body) => start("200", "")?.write_all(&body)?,
        Act::Chunked(body, is_whole) => {
            let mut stream = start("200", "Transfer-Encoding: chunked\r\n")?;
            for chunk in body.chunks(50) {
                stream.write_all(&[format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat())?;
            }
            stream.write_all(if is_whole { b"0\r\n\r\n" } else { b"" })?;
        }
        Act::Silence => until_gone(&mut stream, script)?,
        Act::Stall(body) => {
            start("200", &length(&body))?.write_all(&body[..body.len() / 2])?;
            until_gone(&mut stream, script)?;
        }
        Act::Drip(body) => {
            let mut stream = start("200", &length(&body))?;
            let pause = Stop::new();
            for byte in body.chunks(1) {
                stream.write_all(byte)?;
                pause.wait(Duration::from_millis(20));
            }
        }
        Act::Reset => {}
    }
    Ok(())
}

/// Waits until the client closes the connection.
fn until_gone(stream: &mut TcpStream, script: &Mutex<Script>) -> std::io::Result<()> {
    let is_gone = stream.read(&mut [0])? == 0;
    script.lock().unwrap().gone += usize::from(is_gone);
    Ok(())
}
