//! Where symbol files are found: paths below a directory or a URL, from what is known of a module.
//!
//! A module's names come from whoever sent the crash. Only the last part of a path is used, and a name that no directory
//! should have is refused, so no path leads out of the place that it is put below: see [`file_name`].

use crate::module_id::{CodeId, DebugId};

/// The longest name of a file, in bytes. File systems take 255, of which this leaves some for endings.
pub const LONGEST_NAME: usize = 200;

/// What is known of a module.
#[derive(Clone, Copy, Debug, Default)]
pub struct ModuleKey<'m> {
    /// The file with debug information, such as `xul.pdb` or `/usr/lib/libc.so.6`.
    pub debug_file: Option<&'m str>,
    /// Its build.
    pub debug_id: Option<DebugId>,
    /// The program or library, such as `xul.dll`.
    pub code_file: Option<&'m str>,
    /// Its build.
    pub code_id: Option<&'m CodeId>,
}

/// Why a name can't be used as that of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameFault {
    /// Nothing is left, or only dots.
    Empty,
    /// It is longer than [`LONGEST_NAME`].
    TooLong,
    /// It has a control character or one of `" * / : < > ? \ |`.
    Character,
    /// It ends in a dot or a space, which Windows takes off.
    Ending,
    /// Windows takes it for a device, such as `NUL` or `COM1.sym`.
    Device,
}

impl std::fmt::Display for NameFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "the name is empty",
            Self::TooLong => "the name is too long",
            Self::Character => "the name has a character that file names can't have",
            Self::Ending => "the name ends in a dot or a space",
            Self::Device => "the name is that of a device",
        })
    }
}

impl std::error::Error for NameFault {}

/// The name of a file without the directories before it, of either system, if it can be used as one on all systems.
///
/// # Errors
///
/// Why it can't.
pub fn file_name(path: &str) -> Result<&str, NameFault> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.bytes().all(|byte| byte == b'.') {
        return Err(NameFault::Empty);
    }
    if name.len() > LONGEST_NAME {
        return Err(NameFault::TooLong);
    }
    if name.contains(|c: char| c.is_control() || "\"*:<>?|".contains(c)) {
        return Err(NameFault::Character);
    }
    if name.ends_with(['.', ' ']) {
        return Err(NameFault::Ending);
    }
    if is_device(name) {
        return Err(NameFault::Device);
    }
    Ok(name)
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    // Digits in superscript count as well.
    number.is_some_and(|number| matches!(number, "¹" | "²" | "³") || matches!(number.as_bytes(), [b'0'..=b'9']))
}

/// The name of the symbol file of a debug file: `xul.pdb` has `xul.sym`, `libxul.so` has `libxul.so.sym`.
pub fn symbol_file_name(name: &str) -> String {
    format!("{}.sym", without(name, ".pdb"))
}

fn without<'n>(name: &'n str, ending: &str) -> &'n str {
    let stem = name
        .len()
        .checked_sub(ending.len())
        .filter(|&stem| stem > 0 && name.get(stem..).is_some_and(|end| end.eq_ignore_ascii_case(ending)));
    stem.map_or(name, |stem| &name[..stem])
}

impl ModuleKey<'_> {
    /// The path of Breakpad's layout, `DEBUG_FILE/DEBUG_ID/NAME.sym`. `None` if the debug file or id is missing, or if
    /// the name can't be used.
    pub fn breakpad(&self) -> Option<String> {
        let (name, id) = self.debug()?;
        Some(format!("{name}/{id:X}/{}", symbol_file_name(name)))
    }

    /// All paths at which a symbol file may be, the likely ones first:
    ///
    /// - Breakpad's layout, with ids in upper case, with the age in lower case as some tools have it, and in lower case;
    /// - Breakpad's layout by code file and code id, for Windows: `CODE_FILE/CODE_ID/NAME.sym`, which is where a server
    ///   is asked when the debug id is missing;
    /// - symstore's layout with symbol files in it: `DEBUG_FILE/DEBUG_ID/NAME.sym` below a directory of the first two
    ///   letters of the name, where the server has a file `index2.txt`.
    ///
    /// They have `/` between their parts, and never lead out of where they are put.
    pub fn symbol_files(&self) -> Vec<String> {
        let mut paths = Vec::new();
        if let Some((name, id)) = self.debug() {
            let file = symbol_file_name(name);
            let upper = id.to_string();
            let mixed = format!("{}{}", &upper[..32], upper[32..].to_ascii_lowercase());
            for id in [upper, mixed, format!("{id:x}")] {
                add(&mut paths, format!("{name}/{id}/{file}"));
            }
        }
        if let Some((name, id)) = self.code() {
            let file = format!("{}.sym", without(name, ".dll"));
            for id in [format!("{id:X}"), windows(id), format!("{id:x}")] {
                add(&mut paths, format!("{name}/{id}/{file}"));
            }
        }
        if let Some((name, id)) = self.debug()
            // Not `..`, which is the start of a name that is fine by itself.
            && let Some(two) = name.get(..2).filter(|two| two.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        {
            add(&mut paths, format!("{two}/{name}/{id:X}/{}", symbol_file_name(name)));
        }
        paths
    }

    /// The paths of symstore's layout at which the debug file and the program themselves may be, each also as a
    /// compressed cabinet, whose name ends in `_`: `xul.pdb/ID/xul.pdb`, `xul.pdb/ID/xul.pd_`, `xul.dll/ID/xul.dll`, ….
    pub fn symstore(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let debug = self.debug().map(|(name, id)| (name, format!("{id:X}")));
        let code = self.code().map(|(name, id)| (name, windows(id)));
        for (name, id) in debug.into_iter().chain(code) {
            for folder in [format!("{name}/{id}"), format!("{name}/{}", id.to_ascii_lowercase())] {
                add(&mut paths, format!("{folder}/{name}"));
                let mut packed: Vec<char> = name.chars().collect();
                packed.pop();
                add(&mut paths, format!("{folder}/{}_", packed.iter().collect::<String>()));
            }
        }
        paths
    }

    fn debug(&self) -> Option<(&str, DebugId)> {
        let id = self.debug_id.filter(|id| !id.is_nil())?;
        Some((file_name(self.debug_file?).ok()?, id))
    }

    fn code(&self) -> Option<(&str, &CodeId)> {
        Some((file_name(self.code_file?).ok()?, self.code_id?))
    }
}

/// A code id as symstore has it: of Windows, the time in upper case and the size in lower case.
fn windows(id: &CodeId) -> String {
    match id.as_windows() {
        Some((time, size)) => format!("{time:08X}{size:x}"),
        None => format!("{id:x}"),
    }
}

fn add(paths: &mut Vec<String>, path: String) {
    if !paths.contains(&path) {
        paths.push(path);
    }
}

#[cfg(test)]
mod tests;
