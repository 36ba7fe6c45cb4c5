//! `siggen schema`.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value};
use siggen_core::{ANNOTATIONS, Crash, Explanation, Form, Outcome};

use super::Failure;
use crate::args::{SchemaFormat, SchemaOf};
use crate::explain::Counterfactual;

/// How the other shapes of input map to crash data.
const SHAPES: &str = include_str!("shapes.md");

/// What pings have in common.
const PINGS: &str = include_str!("pings.md");

pub(super) fn execute(of: SchemaOf, format: SchemaFormat, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    match format {
        SchemaFormat::Markdown => out.write_all(schema_markdown().as_bytes())?,
        SchemaFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &schema(of)).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A schema as one line of JSON.
pub fn schema_json(of: SchemaOf) -> String {
    schema(of).as_value().to_string()
}

/// The schema, in draft 2020-12.
fn schema(of: SchemaOf) -> Schema {
    match of {
        SchemaOf::Input => {
            let mut schema = of_type::<Crash<'static>>();
            // Whatever is missing in an input is absent, and that is fine.
            everything_is_optional(schema.ensure_object());
            schema
        }
        SchemaOf::Outcome => with_report(of_type::<Outcome>(), &["original_signature"]),
        SchemaOf::Explanation => {
            with_counterfactual(with_report(of_type::<Explanation>(), &["crash_id", "original_signature"]))
        }
    }
}

fn of_type<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The forms of input, as outcomes name them.
fn forms() -> String {
    let mut table = "| form | shape | what it is |\n|---|---|---|\n".to_owned();
    for form in Form::ALL {
        let _ = writeln!(table, "| `{}` | `{}` | {} |", form.name(), form.shape(), form.title());
    }
    table
}

/// What annotations are called where.
fn annotations() -> String {
    let code = |name: &str| if name.is_empty() { String::new() } else { format!("`{name}`") };
    let mut table = "### Annotations\n\n\
        The names of each annotation: in what a crash reporter sends, in a Glean ping, in the table of those pings, and \
        in rows made from them. Annotations without a field don't affect signatures, but show what a document is.\n\n\
        | field of crash data | annotation | type | metric | column of the table | column of rows |\n\
        |---|---|---|---|---|---|\n"
        .to_owned();
    for annotation in ANNOTATIONS {
        let names = [annotation.field, annotation.annotation, annotation.metric_type, annotation.metric];
        let cells = names.into_iter().chain([annotation.metric_column, annotation.column]).map(code);
        let _ = writeln!(table, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    table
}

/// Adds what the command line copies from the report to the outcome.
fn with_report(mut schema: Schema, names: &[&str]) -> Schema {
    if let Some(Value::Object(properties)) = schema.ensure_object().get_mut("properties") {
        for name in names {
            let description = match *name {
                "crash_id" => "The crash id; absent if the report has none.",
                _ => "The signature stored with the report; absent if there is none.",
            };
            properties.insert((*name).to_owned(), json_schema!({"type": "string", "description": description}).into());
        }
    }
    schema
}

/// Adds what `siggen explain` says of other lists where it is asked.
fn with_counterfactual(mut schema: Schema) -> Schema {
    let mut inner = of_type::<Counterfactual<'static>>();
    let inner = inner.ensure_object();
    inner.remove("$schema");
    inner.remove("title");
    let mut definitions = match inner.remove("$defs") {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    };
    definitions.insert("Counterfactual".to_owned(), Value::Object(std::mem::take(inner)));
    let schema_object = schema.ensure_object();
    if let Some(Value::Object(properties)) = schema_object.get_mut("properties") {
        let description = "The outcome with other lists; absent unless asked for.";
        let reference = json_schema!({"$ref": "#/$defs/Counterfactual", "description": description});
        properties.insert("counterfactual".to_owned(), reference.into());
    }
    if let Value::Object(all) = schema_object.entry("$defs").or_insert_with(|| Value::Object(Map::new())) {
        for (name, definition) in definitions {
            // What both speak of is the same.
            all.entry(name).or_insert(definition);
        }
    }
    schema
}

fn everything_is_optional(schema: &mut Map<String, Value>) {
    schema.remove("required");
    for value in schema.values_mut() {
        match value {
            Value::Object(inner) => everything_is_optional(inner),
            Value::Array(items) => {
                items.iter_mut().filter_map(Value::as_object_mut).for_each(everything_is_optional);
            }
            _ => {}
        }
    }
}

/// The page `docs/schema.md`: what goes in and what comes out, as tables.
pub fn schema_markdown() -> String {
    let mut page = String::from(
        "# What goes in, what comes out\n\n\
         This page is generated by `cargo xtask gen`; edit the doc comments of the types in `siggen-core`, and \
         `shapes.md` and `pings.md` in `siggen-cli/src/commands/`. `siggen schema` prints the same as JSON Schema.\n",
    );
    let parts = [
        (SchemaOf::Input, "Crash data", "The input of signature generation. Every field may be missing or null."),
        (SchemaOf::Outcome, "Outcome", "What `siggen signature --format ndjson` prints for a crash."),
        (SchemaOf::Explanation, "Explanation", "What `siggen explain --format json` prints for a crash."),
    ];
    for (of, title, intro) in parts {
        let schema = schema(of);
        // Memory takes all.
        let _ = write!(page, "\n## {title}\n\n{intro}\n\n");
        page += &fields(schema.as_value());
        let definitions = schema.get("$defs").and_then(Value::as_object);
        for (name, definition) in definitions.into_iter().flatten() {
            let _ = write!(page, "\n### {name}\n\n{}\n", description(definition));
            let fields = fields(definition);
            if !fields.is_empty() {
                let _ = write!(page, "\n{fields}");
            } else if choices(definition).is_empty() {
                let _ = write!(page, "\nA {}.\n", type_of(definition));
            }
            for choice in choices(definition) {
                page += &choice;
            }
        }
        if of == SchemaOf::Input {
            for part in ["\n", SHAPES, "\n", PINGS, "\n", &forms(), "\n", &annotations()] {
                page += part;
            }
        }
    }
    // What has no description leaves a gap.
    while page.contains("\n\n\n") {
        page = page.replace("\n\n\n", "\n\n");
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// What a definition that is one of several things may be, an item each.
fn choices(definition: &Value) -> Vec<String> {
    let list = definition.get("oneOf").and_then(Value::as_array);
    let item = |(at, choice): (usize, &Value)| {
        let name = choice.get("const").or_else(|| choice.pointer("/properties/kind/const"));
        let name = name.and_then(Value::as_str).unwrap_or_else(|| name_of(choice));
        let space = if at == 0 { "\n" } else { "" };
        let fields = fields(choice);
        let fields = if fields.lines().count() > 3 { format!("\n{fields}\n") } else { String::new() };
        format!("{space}- `{name}`: {}\n{fields}", description(choice))
    };
    list.into_iter().flatten().enumerate().map(item).collect()
}

/// A choice without a name of its own goes by its type.
fn name_of(choice: &Value) -> &str {
    choice.get("type").and_then(Value::as_str).unwrap_or("anything")
}

/// The fields of an object, as a table.
fn fields(schema: &Value) -> String {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return String::new() };
    let mut table = String::from("| field | type | |\n|---|---|---|\n");
    for (name, property) in properties {
        let (type_name, text) = (type_of(property), description(property));
        // Memory takes all.
        let _ = writeln!(table, "| `{name}` | {} | {} |", cell(&type_name), cell(&text));
    }
    table
}

fn description(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A type in words.
fn type_of(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(value) = schema.get("const") {
        return format!("`{value}`");
    }
    if let Some(any) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
        let types = any.iter().map(type_of).filter(|name| name != "null");
        return types.collect::<Vec<_>>().join(" or ");
    }
    let names = match schema.get("type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect(),
        _ => vec!["anything"],
    };
    let words = names.iter().map(|name| match *name {
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "array" => format!("list of {}", schema.get("items").map_or_else(|| "anything".to_owned(), type_of)),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" or ")
}
