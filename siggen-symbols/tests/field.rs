//! What the field's own tools say of real files, where a folder of such is named by `SIGGEN_SYMBOLS`.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use siggen_symbols::api::{Limits, Request, ResponseV4, Symbols, Version};
use siggen_symbols::layout::ModuleKey;
use siggen_symbols::{DebugId, Error, Scratch, SymbolFile, check};

#[expect(clippy::disallowed_methods, reason = "tests may ask the environment")]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SIGGEN_SYMBOLS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: set SIGGEN_SYMBOLS to a folder of symbol files with what other tools say of them");
    }
    folder
}

/// Symbol files in Breakpad's layout.
struct Folder(PathBuf);

impl Symbols for Folder {
    fn visit(&mut self, debug_file: &str, debug_id: &str, visit: &mut dyn FnMut(&SymbolFile<'_>)) -> bool {
        let debug_id = DebugId::parse(debug_id.as_bytes());
        let key = ModuleKey { debug_file: Some(debug_file), debug_id, ..ModuleKey::default() };
        let text = key.breakpad().and_then(|path| std::fs::read(self.0.join(path)).ok());
        let Some(file) = text.as_deref().and_then(|text| SymbolFile::new(text).ok()) else { return false };
        visit(&file);
        true
    }
}

#[test]
fn recorded_responses_of_the_service() {
    let Some(folder) = folder() else { return };
    let recorded = std::fs::read_to_string(folder.join("eliot-api.ndjson")).unwrap();
    for line in recorded.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let body = vector["request"].as_str().map_or_else(|| vector["request"].to_string(), str::to_owned);
        let version = if vector["api"] == "v4" { Version::V4 } else { Version::V5 };
        let (status, response) = match Request::parse(body.as_bytes(), version, Limits::default()) {
            Ok(request) => {
                let response = request.respond(&mut Folder(folder.join("symbols")));
                let response = match version {
                    Version::V4 => serde_json::to_value(ResponseV4::from(response)),
                    Version::V5 => serde_json::to_value(response),
                };
                (200, response.unwrap())
            }
            Err(error) => (error.status, json!({"title": error.title})),
        };
        if vector["status"] == 500 {
            assert_eq!(status, 400, "{}", vector["name"]);
        } else {
            assert_eq!(
                (json!(status), &response),
                (vector["status"].clone(), &vector["response"]),
                "{}",
                vector["name"]
            );
        }
    }
}

/// The files of a folder and those inside, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false if path.to_string_lossy().ends_with(ending) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

#[test]
fn stackwalks_have_the_same_names() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    for path in files(&folder, ".stackwalk.json") {
        let walk: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let symbols = path.parent().unwrap().join("symbols");
        for module in walk["modules"].as_array().unwrap() {
            let text = |name: &str| module[name].as_str().unwrap_or_default();
            let key = ModuleKey {
                debug_file: Some(text("debug_file")),
                debug_id: DebugId::parse(text("debug_id").as_bytes()),
                ..ModuleKey::default()
            };
            let Some(symbols) = key.breakpad().and_then(|path| std::fs::read(symbols.join(path)).ok()) else {
                continue;
            };
            // The other reader refuses files without a line end at the end.
            if module["corrupt_symbols"] == true || !symbols.ends_with(b"\n") {
                continue;
            }
            let file = SymbolFile::new(&symbols[..]).unwrap();
            let mut scratch = Scratch::new();
            let frames =
                walk["threads"].as_array().unwrap().iter().flat_map(|thread| thread["frames"].as_array().unwrap());
            for frame in frames.filter(|frame| frame["module"] == module["filename"]) {
                let hex = |name: &str| {
                    let digits = frame[name].as_str()?.strip_prefix("0x")?.to_owned();
                    u64::from_str_radix(&digits, 16).ok()
                };
                let Some(at) = hex("module_offset") else { continue };
                let symbol = file.lookup(at, &mut scratch);
                let shown = symbol.as_ref().map(|symbol| {
                    let inlines = symbol.inlines().rev().map(|inline| {
                        let (file, line) = inline.location.map(|location| (location.file, location.line)).unzip();
                        json!({"function": inline.function, "file": file, "line": line.flatten()})
                    });
                    let inlines: Vec<Value> = inlines.collect();
                    let (file, line) = symbol.location.as_ref().map(|place| (&place.file, place.line)).unzip();
                    (json!(symbol.function), Some(symbol.offset), json!(file), json!(line.flatten()), inlines)
                });
                let inlines = frame["inlines"].as_array().cloned().unwrap_or_default();
                let expected = frame["function"].as_str().map(|function| {
                    (json!(function), hex("function_offset"), frame["file"].clone(), frame["line"].clone(), inlines)
                });
                assert_eq!(shown, expected, "{at:x} in {} of {}", text("debug_file"), path.display());
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} frames");
}

#[test]
fn faulty_files_lose_only_what_is_faulty() {
    let Some(folder) = folder() else { return };
    let name_at = |name: &str, at: u64| {
        let text = std::fs::read(folder.join("bad-sym").join(name)).unwrap();
        let file = match SymbolFile::new(&text[..]) {
            Ok(file) => file,
            Err(error) => return Err(error),
        };
        assert!(check(&text).is_ok());
        Ok(file.lookup(at, &mut Scratch::new()).map(|symbol| symbol.function.into_owned()))
    };
    let outer: Result<_, Error> = Ok(Some("outer(int)".to_owned()));
    for path in files(&folder.join("bad-sym"), ".sym") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match &name[..2] {
            "14" => assert_eq!(name_at(&name, 0x1015), Err(Error::Empty)),
            "26" if !name.contains("bom") => assert!(matches!(name_at(&name, 0x1015), Err(Error::NotSymbols { .. }))),
            "33" => assert_eq!(name_at(&name, 0x1015), Err(Error::NotSymbols { looks_like: None })),
            // They have no such function.
            "29" if name.starts_with("29-") => assert_eq!(name_at(&name, 0x3004), Ok(Some("pub".to_owned()))),
            _ => assert_eq!(name_at(&name, 0x1015), outer, "{name}"),
        }
    }
    assert_eq!(name_at("24b-func-above-4g-only.sym", 0x1_0000_2004), Ok(Some("high".to_owned())));
    assert_eq!(name_at("06-func-size-9-digits.sym", 0x1_0000_0000), Ok(Some("big".to_owned())));
    assert_eq!(name_at("27-func-after-stack.sym", 0x2004), Ok(Some("second".to_owned())));
    assert_eq!(name_at("28-public-in-func.sym", 0x1015), outer);
}
