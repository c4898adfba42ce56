//! A copy of everything that the map says is a person's, from one consistent snapshot.

use chrono::{NaiveDateTime, ParseError};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::Value;

use super::{belongs, records_of};
use crate::db::{Db, Engine, Error, Result};
use crate::kernel::ids::encode;
use crate::kernel::{PersonId, UtcTime};
use crate::people::privacy::archive::{DataCopy, Sheet};
use crate::people::privacy::{Export, Kind, Map, Part, kind};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    cells: String,
}

/// Everything about somebody that is not left out for a reason, as of now.
///
/// # Errors
/// The database's.
pub fn copy_of(db: &mut Db, id: PersonId, now: UtcTime) -> Result<DataCopy> {
    let (map, ids) = (Map::builtin(), records_of(db, id)?);
    let mut sheets = Vec::new();
    for part in map.parts() {
        let columns = columns(map, &part);
        let engine = db.engine();
        let Some(condition) = belongs(engine, &part, &ids, false).filter(|_| !columns.is_empty()) else {
            continue;
        };
        let query = format!(
            "SELECT {} AS cells FROM \"{}\" WHERE {condition}",
            cells(engine, &columns),
            part.table
        );
        let mut rows = Vec::new();
        for row in diesel::sql_query(query).load::<Row>(db)? {
            rows.push(read(&columns, &row.cells).map_err(|why| Error::Unavailable(format!("{}: {why}", part.table)))?);
        }
        // neither database promises an order, and the ids come first
        rows.sort_by_key(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
        sheets.push(Sheet {
            name: part.name(),
            columns,
            rows,
        });
    }
    Ok(DataCopy { taken_at: now, sheets })
}

/// What a copy shows of a part; a column that stands alone is shown with the id of its row.
fn columns(map: &Map, part: &Part) -> Vec<&'static str> {
    let shown = part.entries.iter().filter(|entry| entry.export == Export::Yes);
    let mut columns: Vec<&'static str> = shown.map(|entry| entry.column).collect();
    if columns.len() == 1 && columns != ["id"] && map.knows(part.table, "id") {
        columns.insert(0, "id");
    }
    columns
}

fn cells(engine: Engine, columns: &[&str]) -> String {
    let cells: Vec<String> = columns
        .iter()
        .map(|column| match engine {
            Engine::Sqlite => format!("CASE typeof(\"{column}\") WHEN 'blob' THEN lower(hex(\"{column}\")) ELSE \"{column}\" END"),
            Engine::Postgres => format!("\"{column}\""),
        })
        .collect();
    match engine {
        Engine::Sqlite => format!("json_array({})", cells.join(", ")),
        Engine::Postgres => format!("json_build_array({})::text", cells.join(", ")),
    }
}

/// A row as both databases tell it: ids as in addresses, instants in UTC.
fn read(columns: &[&'static str], cells: &str) -> std::result::Result<Vec<Value>, String> {
    let cells: Vec<Value> = serde_json::from_str(cells).map_err(|error| error.to_string())?;
    columns.iter().zip(cells).map(|(column, cell)| to_value(column, cell)).collect()
}

fn to_value(column: &str, cell: Value) -> std::result::Result<Value, String> {
    match (kind(column), cell) {
        (Kind::Id, Value::String(text)) => {
            let id = uuid::Uuid::parse_str(&text).map_err(|error| format!("{column}: {error}"))?;
            Ok(Value::String(encode(id)))
        }
        (Kind::Time, Value::String(text)) => {
            let at = to_time(&text).map_err(|error| format!("{column}: {error}"))?;
            Ok(Value::String(at.to_string()))
        }
        (Kind::Truth, Value::Number(number)) => Ok(Value::Bool(number.as_i64() != Some(0))),
        (_, cell) => Ok(cell),
    }
}

fn to_time(text: &str) -> std::result::Result<UtcTime, ParseError> {
    let local = NaiveDateTime::parse_from_str(&text.replace('T', " "), "%Y-%m-%d %H:%M:%S%.f")?;
    Ok(UtcTime::new(local.and_utc()))
}
