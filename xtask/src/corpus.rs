//! `cargo xtask corpus N`: synthetic crashes of known truth, to measure with.

use std::path::{Path, PathBuf};

use siggen_corpus::{Options, Output, Shape, Written, write_corpus};

use crate::failure::Failure;
use crate::say::say;
use crate::workspace;

const USAGE: &str =
    "cargo xtask corpus N [--seed S] [--output FILE|-] [--truth FILE] [--folder DIR] [--shape crash-data|processed]";

/// Writes the corpus that the command line asks for.
pub(crate) fn run(args: &[&str]) -> Result<(), Failure> {
    let options = parse(args)?;
    let Written { crashes, bytes, place, truth } = write_corpus(&options)?;
    if !matches!(options.output, Output::Stdout) {
        let average = bytes / crashes.max(1);
        say!("{crashes} crashes, {bytes} bytes ({average} each): {place}");
        say!("the truth: {}", truth.display());
    }
    Ok(())
}

fn parse(args: &[&str]) -> Result<Options, Failure> {
    let wrong = |what: String| format!("{what}\n\n{USAGE}");
    let (mut count, mut seed, mut output, mut truth, mut folder) = (None, 1, None, None, None);
    let mut shape = Shape::CrashData;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if !arg.starts_with('-') && count.is_none() {
            count = Some(number("N", arg).map_err(wrong)?);
            continue;
        }
        let value = |value: Option<&&'_ str>| {
            value.map(|value| (*value).to_owned()).ok_or_else(|| wrong(format!("{arg} has no value")))
        };
        match *arg {
            "--seed" => seed = number("--seed", &value(args.next())?).map_err(wrong)?,
            "--output" => output = Some(value(args.next())?),
            "--truth" => truth = Some(PathBuf::from(value(args.next())?)),
            "--folder" => folder = Some(PathBuf::from(value(args.next())?)),
            "--shape" => {
                shape = match value(args.next())?.as_str() {
                    "crash-data" => Shape::CrashData,
                    "processed" => Shape::Processed,
                    other => return Err(wrong(format!("no such shape: {other}")).into()),
                }
            }
            other => return Err(wrong(format!("what is `{other}`?")).into()),
        }
    }
    let count = count.ok_or_else(|| wrong("how many crashes?".to_owned()))?;
    let in_target =
        |name: String| -> Result<PathBuf, Failure> { Ok(workspace::target_folder()?.join("corpus").join(name)) };
    let output = match (output.as_deref(), folder) {
        (Some(_), Some(_)) => return Err(wrong("--output or --folder, not both".to_owned()).into()),
        (Some("-"), None) => Output::Stdout,
        (Some(file), None) => Output::File(file.into()),
        (None, Some(folder)) => Output::Folder(folder),
        (None, None) => Output::File(in_target(format!("{count}.ndjson.zst"))?),
    };
    let truth = match (truth, &output) {
        (Some(truth), _) => truth,
        (None, Output::File(file) | Output::Folder(file)) => beside(file),
        (None, Output::Stdout) => in_target(format!("{count}.truth.ndjson.zst"))?,
    };
    Ok(Options { count, seed, output, truth, shape })
}

/// A whole number; `1_000_000` is one.
fn number(what: &str, text: &str) -> Result<u64, String> {
    text.replace('_', "").parse().map_err(|_| format!("{what} is a whole number, not `{text}`"))
}

/// The file of the truth that belongs to a file or a folder.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".zst").or_else(|| name.strip_suffix(".gz")).unwrap_or(&name);
    let name = name.strip_suffix(".ndjson").or_else(|| name.strip_suffix(".json")).unwrap_or(name);
    output.with_file_name(format!("{name}.truth.ndjson.zst"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_say_what_to_write() {
        let options = parse(&["1_000", "--seed", "7", "--output", "a/b.ndjson.gz", "--shape", "processed"]).unwrap();
        assert_eq!((options.count, options.seed, options.shape), (1000, 7, Shape::Processed));
        assert_eq!(options.output, Output::File("a/b.ndjson.gz".into()));
        assert_eq!(options.truth, Path::new("a/b.truth.ndjson.zst"));

        let options = parse(&["--folder", "a/many", "5"]).unwrap();
        assert_eq!(options.output, Output::Folder("a/many".into()));
        assert_eq!(options.truth, Path::new("a/many.truth.ndjson.zst"));

        let options = parse(&["5", "--output", "-", "--truth", "t.gz"]).unwrap();
        assert_eq!(options.output, Output::Stdout);
        assert_eq!(options.truth, Path::new("t.gz"));
    }

    #[test]
    fn wrong_arguments_are_named() {
        let says = |args: &[&str]| parse(args).unwrap_err().to_string();
        assert!(says(&[]).contains("how many"));
        assert!(says(&["many"]).contains("`many`"));
        assert!(says(&["-5"]).contains("`-5`"));
        assert!(says(&["5", "6"]).contains("`6`"));
        assert!(says(&["5", "--seed"]).contains("--seed has no value"));
        assert!(says(&["5", "--seed", "x"]).contains("`x`"));
        assert!(says(&["5", "--shape", "ping"]).contains("ping"));
        assert!(says(&["5", "--output", "a", "--folder", "b"]).contains("not both"));
    }
}
