//! What people have in place of a crash report: named, with what to do.

use crate::error::Error;

/// What bytes are that are no text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Error> {
    const STACKWALK: &str = "use the output of `minidump-stackwalk --json`";
    const UNPACK: &str = "decompress it first";
    const MAGIC: [(&[u8], &str, &str); 6] = [
        (b"MDMP", "a minidump", STACKWALK),
        (b"PMDM", "a minidump from a big-endian machine", STACKWALK),
        (b"\x1f\x8b", "gzip-compressed data", UNPACK),
        (b"\x28\xb5\x2f\xfd", "zstd-compressed data", UNPACK),
        (b"PK\x03\x04", "a zip archive", UNPACK),
        (b"\x7fELF", "a program, library or core dump", "use a crash report in JSON"),
    ];
    let (_, is, instead) = MAGIC.into_iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(Error::Foreign { is, instead })
}

/// What an object is that no shape has members of, going by the names that it has.
pub(super) fn of_object(names: &[&str]) -> Option<Error> {
    let has = |name| names.contains(&name);
    if has("hits") && (has("total") || has("facets")) {
        let instead = "its hits are not complete reports: fetch the processed crash of each `uuid`";
        return Some(Error::Foreign { is: "a Super Search response", instead });
    }
    if has("error") || has("errors") {
        return Some(Error::Foreign {
            is: "an error response from a server",
            instead: "its `error` says what went wrong",
        });
    }
    None
}
