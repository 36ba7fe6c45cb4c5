//! A symbol server: the URLs of a module's symbol file.

use std::fmt;

use ureq::http::Uri;

use crate::error::Error;

/// A symbol server, by its URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Without the slashes at its end.
    base: String,
    /// With its question mark.
    query: String,
    host: String,
}

impl Server {
    /// A server whose symbol files are below a URL, such as `https://symbols.example.org/try/`. A query at its end,
    /// such as `?try=1`, is sent with each request.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] if it isn't a URL of `http` or `https` with a host.
    pub fn new(url: &str) -> Result<Self, Error> {
        let invalid = |why| Error::Url { url: url.to_owned(), why };
        let uri: Uri = url.parse().map_err(|_| invalid("not a URL"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(invalid("it must begin with http:// or https://"));
        }
        let host = uri.authority().filter(|authority| !authority.host().is_empty());
        let host = host.ok_or_else(|| invalid("it has no host"))?;
        // Those of user and password are nobody's business.
        let host = host.as_str().rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        let url = url.split('#').next().unwrap_or_default();
        let (base, query) = url.split_at(url.find('?').unwrap_or(url.len()));
        Ok(Self { base: base.trim_end_matches('/').to_owned(), query: query.to_owned(), host })
    }

    /// The URL of a file.
    pub(crate) fn url(&self, path: &str) -> String {
        let mut url = format!("{}/", self.base);
        for byte in path.bytes() {
            match byte {
                b'/' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
                _ if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
                _ => url += &format!("%{byte:02X}"),
            }
        }
        url + &self.query
    }

    /// The host, with the port where one is given.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is on this machine.
    pub(crate) fn is_local(&self) -> bool {
        let name = self.host.strip_prefix('[').and_then(|rest| rest.split(']').next());
        let name = name.unwrap_or_else(|| self.host.split(':').next().unwrap_or_default());
        name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
    }

    /// What the cache remembers of it is kept under this.
    pub(crate) fn identity(&self) -> String {
        format!("{}{}", self.base, self.query)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.host)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_below_the_servers() {
        let url = |base: &str| Server::new(base).unwrap().url("a b.pdb/0F1/é#%.sym");
        assert_eq!(url("https://a.example"), "https://a.example/a%20b.pdb/0F1/%C3%A9%23%25.sym");
        assert_eq!(url("https://a.example:8/try//"), "https://a.example:8/try/a%20b.pdb/0F1/%C3%A9%23%25.sym");
        assert_eq!(url("http://a.example/?try=1"), "http://a.example/a%20b.pdb/0F1/%C3%A9%23%25.sym?try=1");
    }

    #[test]
    fn other_urls_are_refused() {
        for (url, why) in [
            ("ftp://a.example/etc", "it must begin with http:// or https://"),
            ("symbols.example", "it must begin with http:// or https://"),
            ("file:///etc", "not a URL"),
            ("", "not a URL"),
            ("http://a b/", "not a URL"),
        ] {
            assert_eq!(Server::new(url).unwrap_err().to_string(), format!("invalid URL {url:?}: {why}"));
        }
    }

    #[test]
    fn the_host_is_all_that_is_shown() {
        let server = Server::new("https://user:secret@Symbols.Example:8443/path?token=secret").unwrap();
        assert_eq!(format!("{server} {server:?}"), "symbols.example:8443 Server(symbols.example:8443)");
    }

    #[test]
    fn servers_on_this_machine_are_known() {
        let is_local = |url| Server::new(url).unwrap().is_local();
        for url in ["http://localhost:80/", "http://127.0.0.1/", "http://127.8.0.1:9", "http://[::1]:8000/a"] {
            assert!(is_local(url), "{url}");
        }
        for url in ["http://localhost.example/", "http://10.0.0.1/", "http://[2001:db8::1]/"] {
            assert!(!is_local(url), "{url}");
        }
    }
}
