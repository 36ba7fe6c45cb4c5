//! From a request to its response.

use std::collections::BTreeMap;

use super::path::simple;
use super::request::{Module, Request};
use super::response::{InlineFrame, JobResult, ResponseV5, StackFrame};
use crate::file::SymbolFile;
use crate::lookup::{Location, Scratch};

/// Where symbol files come from.
pub trait Symbols {
    /// Gives the symbol file of a module to `visit`, and says whether there is one. Each module is asked for once.
    ///
    /// `debug_id` is as in the request: hexadecimal digits of either case, as many as somebody wrote.
    fn visit(&mut self, debug_file: &str, debug_id: &str, visit: &mut dyn FnMut(&SymbolFile<'_>)) -> bool;
}

/// A frame that asks for a module: its job, stack, place and offset.
type Asker = (usize, usize, usize, Option<u64>);

impl Request {
    /// Symbolicates all stacks. One symbol file is in use at a time.
    pub fn respond(&self, symbols: &mut impl Symbols) -> ResponseV5 {
        let mut response = self.without_symbols();
        let mut found = BTreeMap::new();
        // In order of offsets, functions are decoded once, whatever memory there is.
        let mut scratch = Scratch::with_limit(1 << 20);
        for (module, mut askers) in self.askers() {
            askers.sort_unstable_by_key(|(.., offset)| *offset);
            let mut fill = |file: &SymbolFile<'_>| {
                let code_file = file.code_id().and_then(|(_, code_file)| code_file);
                for &(job, stack, place, offset) in &askers {
                    let frame = &mut response.results[job].stacks[stack][place];
                    if let Some(code_file) = &code_file {
                        frame.module.clone_from(code_file);
                    }
                    if let Some(offset) = offset {
                        frame.fill(file, offset, &mut scratch);
                    }
                }
            };
            found.insert(module, symbols.visit(&module.debug_file, &module.debug_id, &mut fill));
        }
        for (job, result) in self.jobs.iter().zip(&mut response.results) {
            let module =
                |module: &Module| (format!("{}/{}", module.debug_file, module.debug_id), found.get(module).copied());
            result.found_modules = job.modules.iter().map(module).collect();
        }
        response
    }

    /// The frames that ask for each module. None asks for one without file or id.
    fn askers(&self) -> BTreeMap<&Module, Vec<Asker>> {
        let mut askers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (job_number, job) in self.jobs.iter().enumerate() {
            for (number, stack) in job.stacks.iter().enumerate() {
                for (place, frame) in stack.iter().enumerate() {
                    let module = frame.module.and_then(|module| job.modules.get(module));
                    let module = module.filter(|module| !module.debug_file.is_empty() && !module.debug_id.is_empty());
                    if let Some(module) = module {
                        askers.entry(module).or_default().push((job_number, number, place, frame.offset));
                    }
                }
            }
        }
        askers
    }

    /// The response without symbols.
    fn without_symbols(&self) -> ResponseV5 {
        let results = self.jobs.iter().map(|job| {
            let stack = |stack: &Vec<super::Frame>| {
                let frames = stack.iter().enumerate().map(|(place, frame)| {
                    let module = frame.module.and_then(|module| job.modules.get(module));
                    let name = module.map(|module| module.debug_file.as_str()).filter(|name| !name.is_empty());
                    StackFrame {
                        frame: place,
                        module: name.unwrap_or("<unknown>").to_owned(),
                        module_offset: frame.offset.map_or("-0x1".to_owned(), |offset| format!("{offset:#x}")),
                        ..StackFrame::default()
                    }
                });
                frames.collect()
            };
            JobResult { stacks: job.stacks.iter().map(stack).collect(), found_modules: Vec::new() }
        });
        ResponseV5 { results: results.collect() }
    }
}

impl StackFrame {
    fn fill(&mut self, file: &SymbolFile<'_>, offset: u64, scratch: &mut Scratch) {
        let Some(symbol) = file.lookup(offset, scratch) else { return };
        (self.file, self.line) = place(symbol.location.as_ref());
        let inlines = symbol.inlines().rev().map(|inline| {
            let (file, line) = place(inline.location.as_ref());
            InlineFrame { function: inline.function.into_owned(), file, line }
        });
        self.inlines = inlines.collect();
        self.function_offset = Some(format!("{:#x}", symbol.offset));
        self.function = Some(symbol.function.into_owned());
    }
}

fn place(location: Option<&Location<'_>>) -> (Option<String>, Option<u32>) {
    match location {
        Some(location) if !location.file.is_empty() => (Some(simple(&location.file).into_owned()), location.line),
        _ => (None, None),
    }
}
