//! What a library promises: its public items, one a line, kept in a file beside it. A change of the file is a change of
//! the API, and shows in review.
//!
//! Items that documentation hides are no promise and are left out. What macros make is named where it is exported.

mod items;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use items::{Module, Named};

use crate::failure::Failure;
use crate::workspace::root;

/// A library's public items. One that is exported twice has the shorter path.
pub(crate) fn of(package: &str) -> Result<String, Failure> {
    let name = package.replace('-', "_");
    let library = Module::read(&root().join(package).join("src/lib.rs"))?;
    let mut surface = Surface { library: &library, items: BTreeMap::new(), modules: BTreeSet::new() };
    surface.collect(&library, &name);
    let Surface { items, modules: mut lines, .. } = surface;
    lines.extend(items.iter().map(|(name, (path, item))| match item {
        Some(item) => item.line(path),
        // A macro makes it.
        None => format!("use {path}::{name}"),
    }));
    library.each_impl(&mut |of, implemented| {
        if let Some((path, _)) = items.get(of) {
            lines.extend(implemented.iter().map(|item| item.line(&format!("{path}::{of}"))));
        }
    });
    let count = lines.iter().filter(|line| !line.starts_with("impl ") && !line.starts_with("mod ")).count();
    let mut text = format!(
        "# The {count} public items of {package}, its modules and the traits of its types. `cargo xtask gen` writes this.\n"
    );
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    Ok(text)
}

struct Surface<'m> {
    library: &'m Module,
    /// By their names: the path of the module, and the item.
    items: BTreeMap<&'m str, (String, Option<&'m Named>)>,
    modules: BTreeSet<String>,
}

impl<'m> Surface<'m> {
    /// Adds what a public module has.
    fn collect(&mut self, module: &'m Module, path: &str) {
        for item in module.items.iter().filter(|item| item.is_public) {
            self.add(&item.name, path, Some(item));
        }
        for (from, name) in &module.exports {
            self.add(name, path, self.library.find(module, from));
        }
        for (name, inner) in module.modules.iter().filter(|(_, inner)| inner.is_public) {
            let path = format!("{path}::{name}");
            self.collect(inner, &path);
            self.modules.insert(format!("mod {path}"));
        }
    }

    fn add(&mut self, name: &'m str, path: &str, item: Option<&'m Named>) {
        let known = self.items.get(name);
        if known.is_none_or(|(known, _)| path.len() < known.len()) {
            self.items.insert(name, (path.to_owned(), item));
        }
    }
}
