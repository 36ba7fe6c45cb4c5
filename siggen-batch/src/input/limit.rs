//! How large a record may be.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

/// How many bytes a record may have, unpacked: a line, a document that is one crash, an item of a list, a row of a
/// table. Larger ones are problems, and cost no memory.
///
/// What has to be held as a whole (a list of crashes in one document, a batch of an Arrow table, a page of a Parquet
/// table) may have as much, and 128 MiB in any case.
///
/// ```
/// use siggen_batch::MaxRecord;
///
/// assert_eq!("32MiB".parse(), Ok(MaxRecord::default()));
/// assert_eq!("0".parse(), Ok(MaxRecord::NONE));
/// assert_eq!(MaxRecord::bytes(1 << 20).to_string(), "1 MiB");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxRecord(usize);

/// A record may take some nine times its size while it is worked on, which has to fit into what a run may take.
const RECORD: usize = 32 << 20;

/// Batches of Arrow tables have 65,536 rows where nobody says otherwise, and reduced reports some 1.6 kB.
const WHOLE: usize = 128 << 20;

/// So many times as much as a record may have is gone through without having a record, or copied.
const PASSED: u64 = 64;

/// Units, the largest first.
const UNITS: [(&str, usize); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];

impl MaxRecord {
    /// No limit. Memory is then bounded by what the inputs hold alone.
    pub const NONE: MaxRecord = MaxRecord(usize::MAX);

    /// So many bytes; no limit for 0.
    pub fn bytes(bytes: u64) -> Self {
        if bytes == 0 { MaxRecord::NONE } else { MaxRecord(usize::try_from(bytes).unwrap_or(usize::MAX)) }
    }

    /// Reads a record to its end.
    ///
    /// # Errors
    ///
    /// Where it can't be read, or is too large. No more is read then.
    pub fn read(self, reader: impl Read) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        reader.take((self.0 as u64).saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() > self.0 { Err(io::Error::other(too_large("input", self.0))) } else { Ok(bytes) }
    }

    /// How many bytes a record may have.
    pub(crate) fn record(self) -> usize {
        self.0
    }

    /// How many bytes may be held as a whole.
    pub(crate) fn whole(self) -> usize {
        self.0.max(WHOLE)
    }

    /// How many bytes a line may have that is passed over, and a table that has to be copied.
    pub(crate) fn passed(self) -> u64 {
        (self.0 as u64).saturating_mul(PASSED)
    }
}

impl Default for MaxRecord {
    fn default() -> Self {
        MaxRecord(RECORD)
    }
}

impl FromStr for MaxRecord {
    type Err = InvalidMaxRecord;

    fn from_str(text: &str) -> Result<Self, InvalidMaxRecord> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let unit = unit.trim_start();
        let size = match unit {
            "" | "B" => Some(1),
            _ => UNITS
                .iter()
                .find(|(name, _)| unit.eq_ignore_ascii_case(name) || unit.eq_ignore_ascii_case(&name[..1]))
                .map(|(_, size)| *size as u64),
        };
        let bytes = size.and_then(|size| number.parse::<u64>().ok()?.checked_mul(size));
        bytes.map(MaxRecord::bytes).ok_or(InvalidMaxRecord)
    }
}

/// A text that is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMaxRecord;

impl fmt::Display for InvalidMaxRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a number of bytes, or a number with KiB, MiB or GiB, such as `32MiB`")
    }
}

impl std::error::Error for InvalidMaxRecord {}

impl fmt::Display for MaxRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            MaxRecord::NONE => f.write_str("no limit"),
            MaxRecord(bytes) => f.write_str(&size(bytes)),
        }
    }
}

/// A number of bytes, for people.
pub(crate) fn size(bytes: usize) -> String {
    match UNITS.iter().find(|(_, size)| bytes.is_multiple_of(*size)) {
        Some((name, size)) => format!("{} {name}", bytes / size),
        None => format!("{bytes} bytes"),
    }
}

/// What is said of something that is larger than a limit.
pub(crate) fn too_large(what: &str, limit: usize) -> String {
    format!("the {what} is larger than {}, the max-record limit", size(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_with_and_without_units() {
        let bytes = |text: &str| text.parse::<MaxRecord>().map(MaxRecord::record);
        assert_eq!(bytes("1000"), Ok(1000));
        assert_eq!(
            (bytes("2KiB"), bytes("2k"), bytes("2 MiB"), bytes("3G")),
            (Ok(2048), Ok(2048), Ok(2 << 20), Ok(3 << 30))
        );
        assert_eq!((bytes("0"), bytes("0MiB")), (Ok(usize::MAX), Ok(usize::MAX)));
        for bad in ["", "MiB", "-1", "1.5MiB", "1MB", "1 TiB", "99999999999999999999", "20000000000GiB"] {
            assert!(bytes(bad).is_err_and(|error| error.to_string().contains("`32MiB`")), "{bad}");
        }
    }

    #[test]
    fn what_is_read_is_no_larger() {
        let max = MaxRecord::bytes(3);
        assert_eq!(max.read(&b"abc"[..]).unwrap(), b"abc");
        let error = max.read(std::io::repeat(b'a')).unwrap_err();
        assert_eq!(error.to_string(), "the input is larger than 3 bytes, the max-record limit");
    }

    #[test]
    fn what_people_are_told() {
        assert_eq!(too_large("line", 64 << 20), "the line is larger than 64 MiB, the max-record limit");
        assert_eq!([size(1000), size(3 << 10), size(1 << 30)], ["1000 bytes", "3 KiB", "1 GiB"]);
        assert_eq!(MaxRecord::NONE.to_string(), "no limit");
    }
}
