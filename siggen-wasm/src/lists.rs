//! Lists as JavaScript names them.

use siggen_core::{Generator, ListSet, SiglistError, SiglistFiles, SiglistName, Wanted};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::refusal::Refusal;

/// What lists are called that nobody gave a name.
const UNNAMED: &str = "custom";

/// What added lines are called where the name is that of the lists that they are added to.
const ADDED: &str = "extension";

/// Texts of lists, if there are any: none at all is not the same as no texts.
type Texts = Option<Vec<(SiglistName, String)>>;

/// Which lists a generator has, told part by part.
#[wasm_bindgen]
#[derive(Default)]
pub struct Lists {
    replaced: Texts,
    extended: Texts,
    removed: Texts,
    without: Vec<(SiglistName, usize)>,
    source: Option<String>,
}

#[wasm_bindgen]
impl Lists {
    /// The built-in lists.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Lists {
        Lists::default()
    }

    /// Puts texts in place of the built-in lists. Those that none is given for are empty then.
    ///
    /// # Errors
    ///
    /// Where there is no such list.
    pub fn replace(&mut self, lists: Vec<String>, texts: Vec<String>) -> Result<(), JsValue> {
        self.replaced = Some(named(&lists, texts)?);
        Ok(())
    }

    /// Adds lines behind lists.
    ///
    /// # Errors
    ///
    /// Where there is no such list.
    pub fn extend(&mut self, lists: Vec<String>, texts: Vec<String>) -> Result<(), JsValue> {
        self.extended = Some(named(&lists, texts)?);
        Ok(())
    }

    /// Takes lines out of lists, as they are written.
    ///
    /// # Errors
    ///
    /// Where there is no such list.
    pub fn remove(&mut self, lists: Vec<String>, texts: Vec<String>) -> Result<(), JsValue> {
        self.removed = Some(named(&lists, texts)?);
        Ok(())
    }

    /// Takes the entry on a line out of a list.
    ///
    /// # Errors
    ///
    /// Where there is no such list.
    pub fn without(&mut self, list: &str, line: usize) -> Result<(), JsValue> {
        self.without.push((by_name(list)?, line));
        Ok(())
    }

    /// Gives the lists a name.
    pub fn called(&mut self, source: String) {
        self.source = Some(source);
    }
}

impl Lists {
    /// A generator with these lists.
    pub(crate) fn generator(&self) -> Result<Generator, Refusal> {
        let name = self.source.as_deref().unwrap_or(UNNAMED);
        let base = if self.replaced.is_some() { files(name, &self.replaced) } else { SiglistFiles::built_in() };
        let mut lists = ListSet::from(base);
        if self.extended.is_some() || self.removed.is_some() {
            let added = if self.replaced.is_some() { ADDED } else { name };
            (lists.added, lists.removed) = (files(added, &self.extended), files(name, &self.removed));
        }
        let mut without = Vec::new();
        for list in SiglistName::ALL {
            let of_list = self.without.iter().filter(|&&(of, _)| of == list);
            let wanted: Vec<Wanted<'_>> = of_list.map(|&(_, line)| Wanted::Line(line)).collect();
            if !wanted.is_empty() {
                without.extend(lists.find(list, &wanted)?);
            }
        }
        Ok(Generator::with_lists(&lists.without(&without))?)
    }

    /// The lists that replace others, and which ones there are.
    pub(crate) fn replaced(&self) -> (SiglistFiles<'_>, Vec<SiglistName>) {
        let names = self.replaced.iter().flatten().map(|&(list, _)| list).collect();
        (files("", &self.replaced), names)
    }
}

/// Texts with the lists that they are of.
fn named(lists: &[String], texts: Vec<String>) -> Result<Vec<(SiglistName, String)>, Refusal> {
    let mut named: Vec<(SiglistName, String)> = Vec::new();
    for (list, text) in lists.iter().zip(texts) {
        let list = by_name(list)?;
        if named.iter().any(|&(known, _)| known == list) {
            return Err(Refusal::argument(format!("{list} is given twice")));
        }
        named.push((list, text));
    }
    Ok(named)
}

/// List files of these texts; a list that isn't named is empty.
fn files<'t>(source: &'t str, texts: &'t Texts) -> SiglistFiles<'t> {
    let mut files = SiglistFiles { source: source.into(), ..SiglistFiles::default() };
    for (list, text) in texts.iter().flatten() {
        files.set(*list, text.as_str());
    }
    files
}

/// The list of this name.
fn by_name(name: &str) -> Result<SiglistName, Refusal> {
    name.parse().map_err(|error: SiglistError| Refusal::argument(error.to_string()))
}
