//! Which column of a table holds the crash reports.

/// Names that say it, the first that there is.
const NAMES: [&str; 6] = ["json", "crash", "crash_data", "processed_crash", "report", "payload"];

/// A column that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) holds: Holds,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Bytes,
    /// What can't be JSON text, by its name.
    Other(String),
}

impl Column {
    fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Chooses the column with the crash reports.
///
/// # Errors
///
/// Where none can be chosen: what there is, and how one is chosen.
pub(super) fn choose(columns: &[Column]) -> Result<usize, String> {
    let is_text = |column: &Column| !matches!(column.holds, Holds::Other(_));
    let named = |name: &&str| columns.iter().position(|column| column.is_named(name) && is_text(column));
    if let Some(index) = NAMES.iter().find_map(named) {
        return Ok(index);
    }
    let only = |holds: &Holds| {
        let mut all = columns.iter().enumerate().filter(|(_, column)| column.holds == *holds);
        all.next().map(|(index, _)| (index, all.next().is_none()))
    };
    // Bytes may be anything; they are looked at where there is no text.
    match only(&Holds::Text).or_else(|| only(&Holds::Bytes)) {
        Some((index, true)) => Ok(index),
        _ => Err(complaint(columns)),
    }
}

fn complaint(columns: &[Column]) -> String {
    let described = columns.iter().map(|column| match &column.holds {
        Holds::Text => format!("`{}` (text)", column.name),
        Holds::Bytes => format!("`{}` (bytes)", column.name),
        Holds::Other(kind) => format!("`{}` ({kind})", column.name),
    });
    let columns = match described.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "there are no columns".to_owned(),
        columns => format!("the columns are {columns}"),
    };
    let names = NAMES.map(|name| format!("`{name}`"));
    let [names @ .., last] = &names;
    format!(
        "no column of crash reports: {columns}; crash reports are JSON text in the column named {} or {last}, \
         or in the only one that holds text",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(all: &[(&str, Holds)]) -> Vec<Column> {
        all.iter().map(|(name, holds)| Column { name: (*name).to_owned(), holds: holds.clone() }).collect()
    }

    #[test]
    fn by_name_then_by_being_the_only_one() {
        use Holds::{Bytes, Text};
        let number = || Holds::Other("Int64".to_owned());
        let choose = |all: &[(&str, Holds)]| choose(&columns(all)).ok();
        assert_eq!(choose(&[("id", Text), ("payload", Text), ("Crash", Bytes)]), Some(2));
        assert_eq!(choose(&[("id", Text), ("crash", number()), ("report", Text)]), Some(2));
        assert_eq!(choose(&[("id", number()), ("it", Text), ("raw", Bytes)]), Some(1));
        assert_eq!(choose(&[("id", number()), ("raw", Bytes)]), Some(1));
        assert_eq!(choose(&[("a", Text), ("b", Text)]), None);
        assert_eq!(choose(&[("a", Bytes), ("b", Bytes)]), None);
        assert_eq!(choose(&[("json", number())]), None);
    }

    #[test]
    fn a_complaint_names_what_there_is() {
        let complaint =
            choose(&columns(&[("a", Holds::Text), ("b", Holds::Other("Int64".into())), ("c", Holds::Text)]));
        assert_eq!(
            complaint.unwrap_err(),
            "no column of crash reports: the columns are `a` (text), `b` (Int64), `c` (text); crash reports are JSON \
             text in the column named `json`, `crash`, `crash_data`, `processed_crash`, `report` or `payload`, or in \
             the only one that holds text"
        );
        assert!(choose(&[]).unwrap_err().contains("there are no columns"));
    }
}
