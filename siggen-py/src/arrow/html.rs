//! Tables for notebooks.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;

use crate::html::{escaped, heading};

/// How many rows are shown.
pub(super) const ROWS: usize = 20;

/// A heading and the first rows of a table with so many.
pub(super) fn table(head: &str, first: Option<&RecordBatch>, rows: usize) -> String {
    let mut html = heading(head);
    let Some(first) = first.filter(|batch| batch.num_rows() > 0) else { return html };
    html += "<table><thead><tr>";
    for field in first.schema_ref().fields() {
        html += &format!("<th>{}</th>", escaped(field.name()));
    }
    html += "</tr></thead><tbody>";
    let shown = first.num_rows().min(ROWS);
    for row in 0..shown {
        html += "<tr>";
        for column in first.columns() {
            html += &cell(column, row);
        }
        html += "</tr>";
    }
    html += "</tbody></table>";
    if rows > shown {
        html += &format!("<p>… {} more</p>", rows - shown);
    }
    html
}

fn cell(values: &ArrayRef, row: usize) -> String {
    match text(values, row) {
        None => "<td></td>".to_owned(),
        Some(text) if values.data_type() == &DataType::Int64 => format!("<td>{text}</td>"),
        Some(text) => format!("<td style=\"text-align: left\"><code>{}</code></td>", escaped(&text)),
    }
}

/// A value as text; none for null, and for what no table has.
fn text(values: &ArrayRef, row: usize) -> Option<String> {
    if values.is_null(row) {
        return None;
    }
    match values.data_type() {
        DataType::Utf8 => Some(values.as_string::<i32>().value(row).to_owned()),
        DataType::Int64 => Some(values.as_primitive::<Int64Type>().value(row).to_string()),
        DataType::Boolean => Some(values.as_boolean().value(row).to_string()),
        DataType::List(_) => {
            let items = values.as_list::<i32>().value(row);
            let texts: Vec<String> = (0..items.len()).filter_map(|item| text(&items, item)).collect();
            Some(texts.join(", "))
        }
        _ => None,
    }
}
