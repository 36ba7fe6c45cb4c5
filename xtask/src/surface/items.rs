//! The items of a crate's source, module by module.

use std::fs;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::{Attribute, Fields, ImplItem, Item, Signature, TraitItem, UseTree, Visibility};

use crate::failure::Failure;

/// A module, with those in it.
#[derive(Default)]
pub(super) struct Module {
    pub(super) is_public: bool,
    pub(super) items: Vec<Named>,
    pub(super) modules: Vec<(String, Module)>,
    /// Paths that it exports, and the names that it gives them.
    pub(super) exports: Vec<(Vec<String>, String)>,
    /// Public methods and implemented traits, by the name of the type.
    impls: Vec<(String, Vec<Named>)>,
}

/// An item.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) is_public: bool,
    /// What stands before and behind the name: `fn` and `(&self) -> bool`.
    before: String,
    behind: String,
}

impl Named {
    /// The item as of a path.
    pub(super) fn line(&self, path: &str) -> String {
        let Named { name, before, behind, .. } = self;
        if before == "impl" { format!("impl {name} for {path}") } else { format!("{before} {path}::{name}{behind}") }
    }
}

impl Module {
    /// Reads a crate, or a module of it, from its file.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut module = Module::default();
        for item in parsed.items {
            module.add(item, file)?;
        }
        Ok(module)
    }

    fn add(&mut self, item: Item, file: &Path) -> Result<(), Failure> {
        match item {
            Item::Mod(of) if !is_left_out(&of.attrs) => {
                let name = of.ident.to_string();
                let mut inner = Module::default();
                match of.content {
                    Some((_, items)) => items.into_iter().try_for_each(|item| inner.add(item, file))?,
                    None => inner = Module::read(&file_of(file, &name))?,
                }
                inner.is_public = is_public(&of.vis) && !is_hidden(&of.attrs);
                self.modules.push((name, inner));
            }
            Item::Use(of) if is_public(&of.vis) && !is_hidden(&of.attrs) && !is_left_out(&of.attrs) => {
                export(&of.tree, &mut Vec::new(), &mut self.exports);
            }
            Item::Impl(of) if !is_left_out(&of.attrs) => {
                let name = type_name(&of.self_ty);
                let methods = of.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(of) if is_public(&of.vis) && !is_hidden(&of.attrs) => Some(function(&of.sig)),
                    ImplItem::Const(of) if is_public(&of.vis) && !is_hidden(&of.attrs) => {
                        Some(named("const", of.ident.to_string(), format!(": {}", source(&of.ty))))
                    }
                    _ => None,
                });
                let items = match &of.trait_ {
                    Some((_, path, _)) => vec![named("impl", source(path), String::new())],
                    None => methods.collect(),
                };
                self.impls.push((name, items));
            }
            item => self.items.extend(of_item(&item)),
        }
        Ok(())
    }

    /// The item that a path of a module leads to.
    pub(super) fn find<'m>(&'m self, from: &'m Module, path: &[String]) -> Option<&'m Named> {
        let (name, through) = path.split_last()?;
        let mut module = from;
        for step in through {
            module = match step.as_str() {
                "crate" => self,
                "self" => module,
                step => &module.modules.iter().find(|(name, _)| name == step)?.1,
            };
        }
        let here = module.items.iter().find(|item| item.name == *name);
        here.or_else(|| {
            let (path, _) = module.exports.iter().find(|(_, exported)| exported == name)?;
            self.find(module, path)
        })
    }

    /// Visits what is implemented, all modules through.
    pub(super) fn each_impl<'m>(&'m self, visit: &mut dyn FnMut(&'m str, &'m [Named])) {
        self.impls.iter().for_each(|(of, items)| visit(of, items));
        self.modules.iter().for_each(|(_, module)| module.each_impl(visit));
    }
}

fn of_item(item: &Item) -> Vec<Named> {
    let (vis, attrs, named) = match item {
        Item::Struct(of) => (&of.vis, &of.attrs, named("struct", of.ident.to_string(), fields(&of.fields, false))),
        Item::Enum(of) => {
            let variants =
                of.variants.iter().map(|variant| format!("{}{}", variant.ident, fields(&variant.fields, true)));
            let variants = variants.collect::<Vec<_>>().join(", ");
            (&of.vis, &of.attrs, named("enum", of.ident.to_string(), format!(" {{ {variants} }}")))
        }
        Item::Trait(of) => {
            let items = of.items.iter().filter_map(|item| match item {
                TraitItem::Fn(of) => Some(source(&of.sig)),
                TraitItem::Type(of) => Some(format!("type {}", of.ident)),
                _ => None,
            });
            let items = items.collect::<Vec<_>>().join("; ");
            (&of.vis, &of.attrs, named("trait", of.ident.to_string(), format!(" {{ {items} }}")))
        }
        Item::Fn(of) => (&of.vis, &of.attrs, function(&of.sig)),
        Item::Const(of) => (&of.vis, &of.attrs, named("const", of.ident.to_string(), format!(": {}", source(&of.ty)))),
        Item::Static(of) => {
            (&of.vis, &of.attrs, named("static", of.ident.to_string(), format!(": {}", source(&of.ty))))
        }
        Item::Type(of) => (&of.vis, &of.attrs, named("type", of.ident.to_string(), format!(" = {}", source(&of.ty)))),
        _ => return Vec::new(),
    };
    if is_left_out(attrs) {
        return Vec::new();
    }
    let growing =
        if attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive")) { " (non-exhaustive)" } else { "" };
    let behind = format!("{}{growing}", named.behind);
    vec![Named { is_public: is_public(vis) && !is_hidden(attrs), behind, ..named }]
}

/// The public fields; those of a variant all are.
fn fields(fields: &Fields, is_variant: bool) -> String {
    let shown = fields.iter().filter(|field| is_variant || is_public(&field.vis)).map(|field| match &field.ident {
        Some(name) => format!("{name}: {}", source(&field.ty)),
        None => source(&field.ty),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match fields {
        _ if shown.is_empty() => String::new(),
        Fields::Unnamed(_) => format!("({shown})"),
        Fields::Named(_) | Fields::Unit => format!(" {{ {shown} }}"),
    }
}

fn function(signature: &Signature) -> Named {
    let text = source(signature);
    let name = signature.ident.to_string();
    let behind = text.split_once(&name).map_or("", |(_, behind)| behind).to_owned();
    Named { is_public: true, ..named("fn", name, behind) }
}

fn named(before: &str, name: String, behind: String) -> Named {
    Named { name, is_public: true, before: before.to_owned(), behind }
}

/// An item's text, on one line.
fn source(item: &impl Spanned) -> String {
    let text = item.span().source_text().unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("( ", "(").replace(", )", ")")
}

fn type_name(of: &syn::Type) -> String {
    match of {
        syn::Type::Path(of) => of.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn export(tree: &UseTree, path: &mut Vec<String>, exports: &mut Vec<(Vec<String>, String)>) {
    let whole = |path: &[String], last: &syn::Ident| path.iter().cloned().chain([last.to_string()]).collect();
    match tree {
        UseTree::Path(of) => {
            path.push(of.ident.to_string());
            export(&of.tree, path, exports);
            path.pop();
        }
        UseTree::Name(of) => exports.push((whole(path, &of.ident), of.ident.to_string())),
        UseTree::Rename(of) => exports.push((whole(path, &of.ident), of.rename.to_string())),
        UseTree::Group(of) => of.items.iter().for_each(|tree| export(tree, path, exports)),
        UseTree::Glob(_) => exports.push((path.clone(), "*".to_owned())),
    }
}

/// The file of a module that another file declares.
fn file_of(parent: &Path, name: &str) -> PathBuf {
    let stem = parent.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = parent.parent().unwrap_or(parent);
    let folder = if matches!(stem, "lib" | "mod") { folder.to_owned() } else { folder.join(stem) };
    let file = folder.join(format!("{name}.rs"));
    if file.exists() { file } else { folder.join(name).join("mod.rs") }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

/// Whether documentation leaves it out.
fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("doc") && source(attr).contains("(hidden)"))
}

/// Whether it is there for tests or fuzzing only.
fn is_left_out(attrs: &[Attribute]) -> bool {
    attrs
        .iter()
        .any(|attr| attr.path().is_ident("cfg") && ["test", "fuzzing"].iter().any(|cfg| source(attr).contains(cfg)))
}
