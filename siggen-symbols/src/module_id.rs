//! Ids of modules: which build a symbol file belongs to.

use std::fmt;

/// A debug id: 16 bytes and the age, a small number that only PDB files use.
///
/// It is printed as symbol files have it, in upper case: `5A9832E5287241C1838ED98914E9B7FF1`. `{:x}` prints it in lower
/// case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DebugId {
    bytes: [u8; 16],
    age: u32,
}

impl DebugId {
    /// An id of its 16 bytes, in the order in which they are printed, and its age.
    pub fn new(bytes: [u8; 16], age: u32) -> Self {
        Self { bytes, age }
    }

    /// The id of an ELF file: the first 16 bytes of its build id, as a GUID whose first three fields are little endian.
    /// What is missing of a shorter one is zeros.
    pub fn from_build_id(build_id: &[u8]) -> Self {
        let mut bytes = [0; 16];
        for (byte, own) in bytes.iter_mut().zip(build_id) {
            *byte = *own;
        }
        bytes[0..4].reverse();
        bytes[4..6].reverse();
        bytes[6..8].reverse();
        Self { bytes, age: 0 }
    }

    /// Reads 32 hexadecimal digits and 1 to 8 of the age, in either case. The GUID may have its hyphens, and one before
    /// the age: `5a9832e5-2872-41c1-838e-d98914e9b7ff-1`.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut digits = [0; 40];
        let mut count = 0;
        for (at, &byte) in text.iter().enumerate() {
            if byte == b'-' && matches!(at, 8 | 13 | 18 | 23 | 36) && text.len() >= 37 && text[8] == b'-' {
                continue;
            }
            *digits.get_mut(count)? = u8::try_from(char::from(byte).to_digit(16)?).ok()?;
            count += 1;
        }
        if count < 33 {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        let age = digits[32..count].iter().fold(0, |age, &digit| age << 4 | u32::from(digit));
        Some(Self { bytes, age })
    }

    /// The 16 bytes, in the order in which they are printed.
    pub fn bytes(&self) -> [u8; 16] {
        self.bytes
    }

    /// The age. 0 for all but PDB files.
    pub fn age(&self) -> u32 {
        self.age
    }

    /// Whether it is all zeros: the id of no build.
    pub fn is_nil(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for DebugId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::UpperHex::fmt(self, f)
    }
}

impl fmt::UpperHex for DebugId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.iter().try_for_each(|byte| write!(f, "{byte:02X}"))?;
        write!(f, "{:X}", self.age)
    }
}

impl fmt::LowerHex for DebugId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        write!(f, "{:x}", self.age)
    }
}

/// A code id: which build a program or library is. A build id for ELF, a UUID for Mach-O, time and size for Windows.
///
/// It is printed as it was given. `{:X}` and `{:x}` print it in one case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeId {
    text: String,
}

impl CodeId {
    /// The longest id, in hexadecimal digits.
    pub const LONGEST: usize = 128;

    /// Reads hexadecimal digits in either case.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let is_valid = (1..=Self::LONGEST).contains(&text.len()) && text.iter().all(u8::is_ascii_hexdigit);
        Some(Self { text: std::str::from_utf8(text).ok().filter(|_| is_valid)?.to_owned() })
    }

    /// The id of a Windows program: when it was linked, and the size of its image.
    pub fn windows(time: u32, size: u32) -> Self {
        Self { text: format!("{time:08X}{size:x}") }
    }

    /// The time and size of a Windows program, if it is one's id: 8 digits and 1 to 8 more.
    pub fn as_windows(&self) -> Option<(u32, u32)> {
        let (time, size) = self.text.split_at_checked(8)?;
        Some((u32::from_str_radix(time, 16).ok()?, u32::from_str_radix(size, 16).ok()?))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::UpperHex for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.to_ascii_uppercase())
    }
}

impl fmt::LowerHex for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Option<DebugId> {
        DebugId::parse(text.as_bytes())
    }

    #[test]
    fn ids_are_read_in_either_case_and_printed_in_upper() {
        let pdb = id("5a9832E5287241C1838ED98914E9B7FF1").unwrap();
        assert_eq!(pdb.to_string(), "5A9832E5287241C1838ED98914E9B7FF1");
        assert_eq!(format!("{pdb:x}"), "5a9832e5287241c1838ed98914e9b7ff1");
        assert_eq!((pdb.age(), pdb.bytes()[0], pdb.is_nil()), (1, 0x5a, false));
        assert_eq!(id("5a9832e5-2872-41c1-838e-d98914e9b7ff-1"), Some(pdb));
    }

    #[test]
    fn ages_have_up_to_eight_digits() {
        let old = id("000000000000000000000000000000000fFfffffF").map(|id| (id.age(), id.to_string()));
        assert_eq!(old, None, "nine digits");
        let old = id("00000000000000000000000000000000abcdef12").unwrap();
        assert_eq!((old.age(), old.to_string().as_str()), (0xabcdef12, "00000000000000000000000000000000ABCDEF12"));
        assert!(id(&"0".repeat(33)).unwrap().is_nil());
    }

    #[test]
    fn what_is_no_id_is_none() {
        let not = ["", "0", "5A9832E5287241C1838ED98914E9B7FF", "5A9832E5287241C1838ED98914E9B7FG1", "ffff0000"];
        for text in not {
            assert_eq!(id(text), None, "{text}");
        }
        assert_eq!(id("5A98-32E5287241C1838ED98914E9B7FF1"), None, "a hyphen anywhere");
    }

    #[test]
    fn build_ids_become_guids() {
        // What dump_syms prints for an ELF file with this build id.
        let build_id = [0xc1, 0x56, 0x69, 0x36, 0x68, 0x14, 0x46, 0x7a, 0x55, 0x60, 0xf5, 0x33, 0x4f, 0x56, 0x0c, 0x8b];
        assert_eq!(DebugId::from_build_id(&build_id).to_string(), "366956C114687A465560F5334F560C8B0");
        assert_eq!(DebugId::from_build_id(&[1, 2]).to_string(), "000002010000000000000000000000000");
    }

    #[test]
    fn code_ids_of_windows_have_time_and_size() {
        let code_id = CodeId::windows(0x4a5bdf3c, 0xd4000);
        assert_eq!(code_id.as_str(), "4A5BDF3Cd4000");
        assert_eq!(format!("{code_id:X} {code_id:x}"), "4A5BDF3CD4000 4a5bdf3cd4000");
        assert_eq!(code_id.as_windows(), Some((0x4a5bdf3c, 0xd4000)));
        assert_eq!(CodeId::parse(b"03020100").and_then(|id| id.as_windows()), None);
        assert_eq!(CodeId::parse(b""), None);
        assert_eq!(CodeId::parse(b"../1"), None);
    }
}
