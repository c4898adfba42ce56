//! Every row that there is, as text: to compare what was before with what is after.

use std::collections::BTreeMap;

use benchside::db::{Db, Engine};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::support::TestApp;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(db: &mut Db, query: &str) -> Vec<String> {
    let rows: Vec<Line> = diesel::sql_query(query).load(db).unwrap_or_else(|error| panic!("{error}: {query}"));
    rows.into_iter().map(|row| row.line).collect()
}

pub(super) fn tables(db: &mut Db) -> Vec<String> {
    lines(
        db,
        match db.engine() {
            Engine::Sqlite => {
                "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_index*' AND name NOT GLOB '__diesel*' ORDER BY name"
            }
            Engine::Postgres => {
                "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_diesel%' ORDER BY tablename"
            }
        },
    )
}

pub(super) fn columns(db: &mut Db, table: &str) -> Vec<String> {
    lines(
        db,
        &match db.engine() {
            Engine::Sqlite => format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY name"),
            Engine::Postgres => {
                format!(
                    "SELECT column_name::text AS line FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY 1"
                )
            }
        },
    )
}

pub(super) type Dump = BTreeMap<String, Vec<String>>;

/// Every row of every table, but those of the trail and of merges; sessions stay ended, so their number of the epoch is left out.
pub(super) async fn dump(app: &TestApp) -> Dump {
    app.read(|db| {
        let mut dump = Dump::new();
        for table in tables(db) {
            if matches!(table.as_str(), "transition" | "audit_event" | "person_merge") {
                continue;
            }
            let columns: Vec<String> = columns(db, &table).into_iter().filter(|column| column != "session_epoch").collect();
            let query = match db.engine() {
                Engine::Sqlite => {
                    let all: Vec<String> = columns.iter().map(|column| format!("'{column}=' || quote(\"{column}\")")).collect();
                    format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", all.join(" || ' ' || "))
                }
                Engine::Postgres => {
                    let all: Vec<String> = columns
                        .iter()
                        .map(|column| format!("'{column}=' || coalesce(\"{column}\"::text, '-')"))
                        .collect();
                    format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", all.join(" || ' ' || "))
                }
            };
            dump.insert(table.clone(), lines(db, &query));
        }
        Ok(dump)
    })
    .await
}

pub(super) fn counts(dump: &Dump) -> BTreeMap<&str, usize> {
    dump.iter().map(|(table, rows)| (table.as_str(), rows.len())).collect()
}

pub(super) fn differences(one: &Dump, other: &Dump) -> Vec<String> {
    let mut found = Vec::new();
    for (table, rows) in one {
        let then = &other[table];
        found.extend(rows.iter().filter(|row| !then.contains(row)).map(|row| format!("- {table}: {row}")));
        found.extend(then.iter().filter(|row| !rows.contains(row)).map(|row| format!("+ {table}: {row}")));
    }
    found
}
