//! Why a module has no symbols.

use std::fmt;

use siggen_symbols::layout::NameFault;

use crate::fault::Fault;

/// Why a module's symbol file was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// Every source was asked, and none has it.
    NotFound,
    /// What is known of the module is too little: no name, or no id.
    Unknown,
    /// The module's name can't be that of a file.
    Name(NameFault),
    /// No directory has it, nor has the cache, and servers are not asked.
    Offline,
    /// The work was ended from outside.
    Stopped,
    /// A source that may have it failed. There is at least one failure.
    Failed(Vec<Failure>),
}

/// A source that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The URL or path.
    pub place: String,
    /// What went wrong, the last time.
    pub fault: Fault,
    /// How often it was tried. 0 if it was not.
    pub tries: u32,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Unknown => f.write_str("not found: the module's name or id is missing"),
            Self::Name(fault) => write!(f, "not found: {fault}"),
            Self::Offline => f.write_str("not found: offline, servers are not asked"),
            Self::Stopped => f.write_str("stopped"),
            Self::Failed(failures) => {
                f.write_str("failed: ")?;
                for (index, failure) in failures.iter().enumerate() {
                    f.write_str(if index > 0 { "; " } else { "" })?;
                    failure.fmt(f)?;
                    if failures.len() > 1 {
                        write!(f, " ({})", failure.place)?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Missing {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)?;
        if self.tries > 1 { write!(f, " after {} tries", self.tries) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_why() {
        let failure = |place: &str, fault, tries| Failure { place: place.to_owned(), fault, tries };
        let busy = failure("https://a.example/", Fault::Status(503), 5);
        assert_eq!(Missing::Failed(vec![busy.clone()]).to_string(), "failed: HTTP 503 after 5 tries");
        let two = Missing::Failed(vec![busy, failure("symbols", Fault::Cut, 1)]).to_string();
        assert_eq!(two, "failed: HTTP 503 after 5 tries (https://a.example/); incomplete: it ends too early (symbols)");
        assert_eq!(Missing::Name(NameFault::Device).to_string(), "not found: the name is that of a device");
    }
}
