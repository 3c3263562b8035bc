//! The columns of a table, for formats that have no objects in objects.
//!
//! They follow from the JSON Schema of the table's rows, so that they are named, typed and documented by it: the fields of
//! an object become columns of their own (`speaker_name` is the `name` in `speaker`), a list stays one column of JSON, and
//! so do the fields that are passed through.

use serde_json::Value;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: the names on the way to it, joined by `_`.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The names on the way to it.
    pub(super) path: Vec<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// True or false.
    Truth,
    /// JSON, as a text.
    Json,
}

/// The columns of rows that the schema describes, in the order of their fields.
pub fn columns(schema: &Value) -> Vec<Column> {
    let mut columns = Vec::new();
    collect(schema, schema, &mut Vec::new(), &mut columns);
    columns
}

fn collect(root: &Value, schema: &Value, path: &mut Vec<String>, columns: &mut Vec<Column>) {
    let schema = resolved(root, schema);
    match schema.get("properties").and_then(Value::as_object) {
        Some(fields) => {
            for (name, field) in fields {
                path.push(name.clone());
                collect(root, field, path, columns);
                path.pop();
            }
        }
        None => columns.push(Column { name: path.join("_"), kind: kind(schema), path: path.clone() }),
    }
}

/// The schema behind a reference, and of what may be missing the one where it is not.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let behind = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return behind.map_or(schema, |behind| resolved(root, behind));
    }
    let is_null = |choice: &&Value| choice.get("type").is_some_and(|kind| kind == "null");
    match schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([choice, null]) if is_null(&null) => resolved(root, choice),
        _ => schema,
    }
}

fn kind(schema: &Value) -> ColumnKind {
    let kinds = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    match kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null") {
        Some("integer") => ColumnKind::Whole,
        Some("number") => ColumnKind::Real,
        Some("boolean") => ColumnKind::Truth,
        Some("array" | "object") => ColumnKind::Json,
        _ => ColumnKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SCHEMAS;

    #[test]
    fn no_two_columns_share_a_name() {
        for (name, schema) in SCHEMAS {
            let mut names: Vec<String> = columns(&schema()).into_iter().map(|column| column.name).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{name}");
        }
    }
}
