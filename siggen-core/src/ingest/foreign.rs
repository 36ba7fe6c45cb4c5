//! What people have in place of a crash report: named, with what to do.

use crate::error::Error;

/// What bytes are that are no text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Error> {
    const STACKWALK: &str = "give what `minidump-stackwalk --json` prints of it";
    const UNPACK: &str = "unpack it first";
    const MAGIC: [(&[u8], &str, &str); 6] = [
        (b"MDMP", "a minidump", STACKWALK),
        (b"PMDM", "a minidump of a big-endian machine", STACKWALK),
        (b"\x1f\x8b", "data compressed by gzip", UNPACK),
        (b"\x28\xb5\x2f\xfd", "data compressed by zstd", UNPACK),
        (b"PK\x03\x04", "a zip archive", UNPACK),
        (b"\x7fELF", "a program, library or core dump", "give the JSON of a crash report"),
    ];
    let (_, is, instead) = MAGIC.into_iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(Error::Foreign { is, instead })
}

/// What an object is that no shape has members of, going by the names that it has.
pub(super) fn of_object(names: &[&str]) -> Option<Error> {
    let has = |name| names.contains(&name);
    if has("hits") && (has("total") || has("facets")) {
        let instead = "its hits are not whole reports: get the processed crash of each `uuid`";
        return Some(Error::Foreign { is: "the response to a Super Search", instead });
    }
    if has("error") || has("errors") {
        return Some(Error::Foreign { is: "the error message of a server", instead: "see what its `error` says" });
    }
    None
}
