//! One frame becomes one string: text in, text out.
//!
//! The rules are those of the reference implementation, step by step in its order, since
//! signatures are made of what comes out. Names are cut where that is possible and rewritten only
//! where it is not.

pub(crate) mod cpp;
pub(crate) mod java;
pub(crate) mod rust;
pub(crate) mod source;
pub(crate) mod tokens;

use crate::crash::LineNumber;
use crate::pytext;

/// How many bytes the buffers may have together to be used for the next stack.
const LARGEST_KEPT: usize = 1 << 20;

/// Two buffers that a name is rewritten between, step by step.
#[derive(Debug, Default)]
pub(crate) struct Rewriter {
    current: String,
    next: String,
    brackets: tokens::Brackets,
}

impl Rewriter {
    fn start(&mut self, name: &str) {
        self.current.clear();
        self.current.push_str(name);
    }

    /// Lets buffers go that a long name has made larger than names are.
    pub(crate) fn shrink(&mut self) {
        if self.bytes() > LARGEST_KEPT {
            *self = Rewriter::default();
        }
    }

    /// How many bytes the buffers have.
    pub(crate) fn bytes(&self) -> usize {
        self.current.capacity() + self.next.capacity() + self.brackets.bytes()
    }

    fn name(&self) -> &str {
        &self.current
    }

    fn rewrite(&mut self, step: impl FnOnce(&str, &mut String)) {
        self.next.clear();
        step(&self.current, &mut self.next);
        std::mem::swap(&mut self.current, &mut self.next);
    }

    /// Appends a function's line; what has none says so in Python's word.
    fn push_line(&mut self, line: Option<&LineNumber<'_>>) {
        self.current.push(':');
        match line {
            Some(line) => self.current += &line.to_string(),
            None => self.current.push_str("None"),
        }
    }
}

/// The parts of a frame that its normalized form is made from; empty text is no part.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FrameParts<'f> {
    pub(crate) function: Option<&'f str>,
    pub(crate) file: Option<&'f str>,
    pub(crate) line: Option<&'f LineNumber<'f>>,
    pub(crate) module: Option<&'f str>,
    /// Name of the first unloaded module.
    pub(crate) unloaded_module: Option<&'f str>,
    pub(crate) offset: Option<&'f str>,
}

impl<'f> FrameParts<'f> {
    /// Whether the frame has a C++ function whose name is qualifiers and nothing else.
    pub(crate) fn is_only_qualifiers(&self) -> bool {
        self.function.is_some_and(|function| !function.is_empty() && cpp::is_only_qualifiers(function))
            && !self.file.is_some_and(source::is_rust)
    }

    /// What the frame is named by, where its form depends on nothing else.
    #[inline]
    pub(crate) fn name_alone(&self, module_in_lower_case: bool) -> Option<Name<'f>> {
        let given = |text: Option<&'f str>| text.filter(|text| !text.is_empty());
        if let Some(text) = given(self.function) {
            let is_rust = self.file.is_some_and(source::is_rust);
            return Some(Name { kind: if is_rust { NameKind::Rust } else { NameKind::Cpp }, text });
        }
        // A file and line go before the module, and no line is found twice.
        let text = given(self.module).filter(|_| given(self.file).is_none())?;
        Some(Name { kind: if module_in_lower_case { NameKind::ModuleInLowerCase } else { NameKind::Module }, text })
    }

    /// The same, with the full name of a function whose symbol lacks its path.
    pub(crate) fn with_full_name(self) -> Self {
        let full_name = self.function.and_then(|function| source::rust_1_34_function(self.file, function));
        FrameParts { function: full_name.or(self.function), ..self }
    }
}

/// What a frame is named by, where its normalized form depends on nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name<'f> {
    pub(crate) kind: NameKind,
    pub(crate) text: &'f str,
}

/// A name's kind: names of two kinds are normalized in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameKind {
    #[default]
    Cpp,
    Rust,
    Module,
    ModuleInLowerCase,
}

/// Appends the normalized form of a frame to `out`: by its function, else its file and line, its
/// module, an unloaded module or its address. Appends nothing where it has none of them.
pub(crate) fn frame(
    parts: &FrameParts<'_>,
    module_in_lower_case: bool,
    is_numbered: &mut dyn FnMut(&str) -> bool,
    rewriter: &mut Rewriter,
    out: &mut String,
) {
    if let Some(function) = parts.function.filter(|function| !function.is_empty()) {
        let is_rust = parts.file.is_some_and(source::is_rust);
        if is_rust {
            rust::normalize(function, parts.line, is_numbered, rewriter, out);
        } else {
            cpp::normalize(function, parts.line, is_numbered, rewriter, out);
        }
    } else if let (Some(file), Some(line)) =
        (parts.file.filter(|file| !file.is_empty()), parts.line.filter(|line| line.is_given()))
    {
        out.push_str(source::base_name(file));
        out.push('#');
        *out += &line.to_string();
    } else if let Some(module) = parts.module.filter(|module| !module.is_empty()) {
        // bug 1926077: some modules come in brackets.
        let without_brackets = |module: &str, out: &mut String| out.push_str(module.trim_matches(['[', ']']));
        if module_in_lower_case {
            without_brackets(&module.to_lowercase(), out);
        } else {
            without_brackets(module, out);
        }
    } else if let Some(module) = parts.unloaded_module {
        out.push_str("(unloaded ");
        out.push_str(module);
        out.push(')');
    } else if let Some(offset) = parts.offset.filter(|offset| !offset.is_empty()) {
        out.push('@');
        match pytext::hex(offset) {
            Some(offset) => *out += &offset,
            None => out.push_str(offset),
        }
    }
}
