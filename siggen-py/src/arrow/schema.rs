//! The columns of outcomes.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Schema, SchemaRef};

/// Where columns stand.
pub(super) const SIGNATURE: usize = 0;
pub(super) const NOTES: usize = 2;
pub(super) const ERROR: usize = 3;

/// The columns: each may be null, since a crash that can't be read has an error and nothing else.
pub(super) fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let note = Field::new_list_field(DataType::Utf8, true);
        Arc::new(Schema::new(vec![
            Field::new("signature", DataType::Utf8, true),
            Field::new("proto_signature", DataType::Utf8, true),
            Field::new("notes", DataType::List(Arc::new(note)), true),
            Field::new("error", DataType::Utf8, true),
        ]))
    });
    SCHEMA.clone()
}
