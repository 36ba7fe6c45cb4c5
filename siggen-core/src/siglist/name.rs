//! Lists by what people write.

use std::str::FromStr;

use super::{SiglistError, SiglistName};

/// A list by what people write: its name, its file's name, or one word.
///
/// ```
/// use siggen_core::SiglistName;
///
/// for written in ["prefix", "prefix_signature_re", "prefix_signature_re.txt"] {
///     assert_eq!(written.parse(), Ok(SiglistName::Prefix));
/// }
/// let error = "prefixes".parse::<SiglistName>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown list `prefixes`: the lists are irrelevant (irrelevant_signature_re), prefix (prefix_signature_re), \
///      line-numbers (signatures_with_line_numbers_re) and sentinels (signature_sentinels)"
/// );
/// ```
impl FromStr for SiglistName {
    type Err = SiglistError;

    fn from_str(written: &str) -> Result<Self, SiglistError> {
        Ok(match written.strip_suffix(".txt").unwrap_or(written) {
            "irrelevant" => SiglistName::Irrelevant,
            "prefix" => SiglistName::Prefix,
            "line-numbers" | "line_numbers" => SiglistName::LineNumbers,
            "sentinels" => SiglistName::Sentinels,
            name => SiglistName::ALL.into_iter().find(|list| list.name() == name).ok_or_else(|| {
                let [irrelevant, prefix, line_numbers, sentinels] = SiglistName::ALL.map(SiglistName::name);
                SiglistError::of_no_list(format!(
                    "unknown list `{written}`: the lists are irrelevant ({irrelevant}), prefix ({prefix}), \
                     line-numbers ({line_numbers}) and sentinels ({sentinels})"
                ))
            })?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words() {
        for (list, written) in [
            (SiglistName::Irrelevant, ["irrelevant", "irrelevant_signature_re", "irrelevant_signature_re.txt"]),
            (SiglistName::Prefix, ["prefix", "prefix_signature_re", "prefix_signature_re.txt"]),
            (SiglistName::LineNumbers, ["line-numbers", "line_numbers", "signatures_with_line_numbers_re.txt"]),
            (SiglistName::Sentinels, ["sentinels", "signature_sentinels", "signature_sentinels.txt"]),
        ] {
            for written in written {
                assert_eq!(written.parse(), Ok(list), "{written}");
            }
        }
    }

    #[test]
    fn another_name_is_told_which_there_are() {
        for written in ["", ".txt", "Prefix", "prefix ", "prefix_signature_re.remove.txt"] {
            let error = written.parse::<SiglistName>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("unknown list `{written}`: ")), "{error}");
            assert!(SiglistName::ALL.iter().all(|list| error.contains(list.name())), "{error}");
        }
    }
}
