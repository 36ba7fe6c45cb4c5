//! Which inputs are tables: Parquet and Arrow are recognized by their first bytes.

/// The first bytes of tables.
const MAGIC: [(&[u8], TableFormat); 3] =
    [(b"PAR1", TableFormat::Parquet), (b"ARROW1", TableFormat::ArrowFile), (&[0xff; 4], TableFormat::ArrowStream)];

/// The format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableFormat {
    Parquet,
    /// A stream with a beginning and an end to know it by. Feather is another name for it.
    ArrowFile,
    ArrowStream,
}

/// The kind of table that has these first bytes.
pub(super) fn kind(head: &[u8]) -> Option<TableFormat> {
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind)
}

/// Whether there are too few bytes to tell.
pub(super) fn may_be(head: &[u8]) -> bool {
    MAGIC.iter().any(|(magic, _)| head.len() < magic.len() && magic.starts_with(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell() {
        assert_eq!(kind(b"PAR1\x15"), Some(TableFormat::Parquet));
        assert_eq!(kind(b"ARROW1\0\0"), Some(TableFormat::ArrowFile));
        assert_eq!(kind(b"\xff\xff\xff\xff\x10\0\0\0"), Some(TableFormat::ArrowStream));
        assert!(kind(b"PAR").is_none() && may_be(b"PAR") && may_be(b"") && may_be(b"\xff\xff\xff"));
        assert!(kind(b"{\"a\": 1}").is_none() && !may_be(b"{") && !may_be(b"ARRAY") && !may_be(b"PAR1"));
    }
}
