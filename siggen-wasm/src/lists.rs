//! Lists as JavaScript names them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use siggen_core::{Generator, SiglistFiles, SiglistName, Siglists};

use crate::refusal::Refusal;

/// What lists are called that nobody gave a name.
const UNNAMED: &str = "custom";

/// What added lines are called where the name is that of the lists that they are added to.
const ADDED: &str = "extension";

/// Texts by the names of lists.
pub(crate) type Texts<'t> = BTreeMap<Cow<'t, str>, Cow<'t, str>>;

/// Which lists a generator has.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists<'t> {
    #[serde(borrow)]
    replace: Option<Texts<'t>>,
    extend: Option<Texts<'t>>,
    remove: Option<Texts<'t>>,
    #[serde(default)]
    without: Vec<Place>,
    source: Option<String>,
}

/// A line of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    list: String,
    line: usize,
}

impl Lists<'_> {
    /// A generator with these lists.
    pub(crate) fn generator(&self) -> Result<Generator, Refusal> {
        let name = self.source.as_deref().unwrap_or(UNNAMED);
        let base = match &self.replace {
            Some(texts) => files(name, texts)?,
            None => SiglistFiles::built_in(),
        };
        let is_built_in = self.replace.is_none() && self.without.is_empty();
        let places = self.without.iter().map(|place| Ok((by_name(&place.list)?, place.line)));
        let base = siggen_analysis::without(&base, &places.collect::<Result<Vec<_>, Refusal>>()?)?;
        if self.extend.is_none() && self.remove.is_none() {
            // The built-in lists are compiled once for all.
            let own = || Ok(Generator::with_siglists(Siglists::new(&base)?));
            return if is_built_in { Ok(Generator::new()) } else { own() };
        }
        let added = if self.replace.is_some() { ADDED } else { name };
        let none = Texts::new();
        let added = files(added, self.extend.as_ref().unwrap_or(&none))?;
        let removed = files(name, self.remove.as_ref().unwrap_or(&none))?;
        Ok(Generator::with_siglists(Siglists::extended(&base, &added, &removed)?))
    }
}

/// List files of these texts; a list that isn't named is empty.
pub(crate) fn files<'t>(source: &'t str, texts: &'t Texts<'_>) -> Result<SiglistFiles<'t>, Refusal> {
    let mut files = SiglistFiles { source: source.into(), ..SiglistFiles::default() };
    for (name, text) in texts {
        files.set(by_name(name)?, text.as_ref());
    }
    Ok(files)
}

/// The list of this name.
pub(crate) fn by_name(name: &str) -> Result<SiglistName, Refusal> {
    SiglistName::ALL.into_iter().find(|list| list.name() == name).ok_or_else(|| {
        let names = SiglistName::ALL.map(SiglistName::name).join(", ");
        Refusal::argument(format!("no list is named `{name}`; the lists are {names}"))
    })
}

/// Reads an argument that JavaScript gives as JSON text.
pub(crate) fn argument<'t, T: Deserialize<'t>>(json: &'t str) -> Result<T, Refusal> {
    serde_json::from_str(json).map_err(|error| {
        // The place in the JSON text is nothing that the caller has seen.
        let message = error.to_string();
        let end = message.rfind(" at line ").unwrap_or(message.len());
        Refusal::argument(&message[..end])
    })
}
