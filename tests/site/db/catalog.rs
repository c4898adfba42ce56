//! What a database says of its own schema, in words that both share; and what `schema.rs` says of it.

use std::collections::{BTreeMap, BTreeSet};

use benchside::db::{Db, Engine};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};

/// A table without what the two have to write differently.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) primary: Vec<String>,
    /// Columns, and the words of the condition where it is not for all rows.
    pub(crate) uniques: BTreeSet<(String, String)>,
    pub(crate) indexes: BTreeSet<String>,
    /// Column, table and column that it refers to.
    pub(crate) references: BTreeSet<String>,
    /// The words of each condition.
    pub(crate) checks: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// As the database calls it, lower case.
    pub(crate) kind: String,
    pub(crate) is_nullable: bool,
    pub(crate) default: String,
}

pub(crate) type Schema = BTreeMap<String, Table>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    a: String,
    #[diesel(sql_type = Nullable<Text>)]
    b: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    c: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    d: Option<String>,
}

fn rows(db: &mut Db, query: &str) -> Vec<(String, String, String, String)> {
    let rows: Vec<Row> = diesel::sql_query(query).load(db).unwrap_or_else(|error| panic!("{error}: {query}"));
    let text = Option::unwrap_or_default;
    rows.into_iter().map(|row| (row.a, text(row.b), text(row.c), text(row.d))).collect()
}

/// Everything that the migrations made. Diesel's own table and the shadows of the search index are not of it.
pub(crate) fn read(db: &mut Db) -> Schema {
    match db.engine() {
        Engine::Sqlite => sqlite(db),
        Engine::Postgres => postgres(db),
    }
}

fn sqlite(db: &mut Db) -> Schema {
    let tables = rows(
        db,
        "SELECT name AS a, sql AS b, NULL AS c, NULL AS d FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' \
         AND name NOT GLOB 'search_index*' AND name NOT GLOB '__diesel*'",
    );
    let mut schema = Schema::new();
    for (name, sql, ..) in tables {
        let mut table = Table::default();
        let columns = format!(
            "SELECT name AS a, lower(type) AS b, CASE \"notnull\" WHEN 0 THEN 'yes' END AS c, dflt_value AS d FROM pragma_table_info('{name}')"
        );
        for (column, kind, is_nullable, default) in rows(db, &columns) {
            table.columns.push(Column {
                name: column,
                kind,
                is_nullable: is_nullable == "yes",
                default,
            });
        }
        let primary =
            format!("SELECT name AS a, NULL AS b, NULL AS c, NULL AS d FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk");
        table.primary = rows(db, &primary).into_iter().map(|row| row.0).collect();
        let indexes = format!(
            "SELECT name AS a, CASE \"unique\" WHEN 1 THEN 'yes' END AS b, (SELECT sql FROM sqlite_master m WHERE m.name = l.name) AS c, \
             (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS d \
             FROM pragma_index_list('{name}') l WHERE origin <> 'pk'"
        );
        for (_, is_unique, sql, columns) in rows(db, &indexes) {
            let condition = sql.split_once(" WHERE ").map_or(String::new(), |(_, condition)| said(condition));
            table.add_index(columns, is_unique == "yes", condition);
        }
        let references = format!(
            "SELECT \"from\" || ' -> ' || \"table\" || '.' || \"to\" AS a, NULL AS b, NULL AS c, NULL AS d FROM pragma_foreign_key_list('{name}')"
        );
        table.references = rows(db, &references).into_iter().map(|row| row.0).collect();
        // how SQLite tells an id and a truth value: PostgreSQL has types for them
        let of_types = |check: &String| check.ends_with(") = 16") || check.ends_with("IN (0, 1)");
        table.checks = conditions(&sql)
            .into_iter()
            .filter(|check| !of_types(check))
            .map(|check| said(&check))
            .collect();
        schema.insert(name, table);
    }
    schema
}

/// The insides of every CHECK in the text of a table.
fn conditions(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in sql.split("CHECK (").skip(1) {
        let mut depth = 1;
        let end = piece.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        found.push(piece[..end.expect("the check is closed")].to_owned());
    }
    found
}

fn postgres(db: &mut Db) -> Schema {
    let mut schema = Schema::new();
    let columns = rows(
        db,
        "SELECT table_name::text AS a, column_name::text AS b, data_type || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END AS c, \
         CASE WHEN is_identity = 'YES' THEN NULL ELSE replace(column_default, '::text', '') END AS d \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%' ORDER BY table_name, ordinal_position",
    );
    for (table, name, kind, default) in columns {
        let (kind, is_nullable) = kind.strip_suffix(" null").map_or((kind.as_str(), false), |kind| (kind, true));
        schema.entry(table).or_default().columns.push(Column {
            name,
            kind: kind.to_owned(),
            is_nullable,
            default: if default.starts_with("nextval") { String::new() } else { default },
        });
    }
    let indexes = rows(
        db,
        "SELECT t.relname::text AS a, CASE WHEN i.indisprimary THEN 'primary' WHEN i.indisunique THEN 'unique' END AS b, \
         pg_get_expr(i.indpred, i.indrelid) AS c, (SELECT string_agg(x.attname, ',' ORDER BY k.o) FROM unnest(i.indkey) WITH ORDINALITY k (n, o) \
         JOIN pg_attribute x ON x.attrelid = i.indrelid AND x.attnum = k.n) AS d \
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace \
         WHERE s.nspname = 'public' AND t.relname NOT LIKE '\\_\\_diesel%'",
    );
    for (table, kind, condition, columns) in indexes {
        let table = schema.entry(table).or_default();
        match kind.as_str() {
            "primary" => table.primary = columns.split(',').map(str::to_owned).collect(),
            // the index over tokens is over an expression
            _ if columns.is_empty() => {}
            kind => table.add_index(columns, kind == "unique", said(&condition)),
        }
    }
    let constraints = rows(
        db,
        "SELECT t.relname::text AS a, c.contype::text AS b, pg_get_constraintdef(c.oid) AS c, NULL AS d \
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace \
         WHERE s.nspname = 'public' AND c.contype IN ('c', 'f')",
    );
    for (table, kind, text, _) in constraints {
        let table = schema.entry(table).or_default();
        if kind == "c" {
            table.checks.insert(said(&text));
        } else {
            let text = text
                .replace("FOREIGN KEY (", "")
                .replace(") REFERENCES ", " -> ")
                .replace('(', ".")
                .replace(')', "");
            table.references.insert(text.replace('"', ""));
        }
    }
    schema
}

/// Functions and virtual tables, which are no tables of the schema.
pub(crate) fn functions(db: &mut Db) -> Vec<String> {
    let query = match db.engine() {
        Engine::Sqlite => {
            "SELECT name AS a, NULL AS b, NULL AS c, NULL AS d FROM sqlite_master WHERE name GLOB 'search_index*' OR type = 'trigger'"
        }
        Engine::Postgres => {
            "SELECT proname::text AS a, NULL AS b, NULL AS c, NULL AS d FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        }
    };
    // diesel's own function stays, as its table does
    rows(db, query)
        .into_iter()
        .map(|row| row.0)
        .filter(|name| !name.starts_with("diesel"))
        .collect()
}

impl Table {
    fn add_index(&mut self, columns: String, is_unique: bool, condition: String) {
        if is_unique {
            self.uniques.insert((columns, condition));
        } else {
            self.indexes.insert(columns);
        }
    }

    /// The values that a check lists for a column, sorted.
    pub(crate) fn values(&self, column: &str) -> Vec<String> {
        let list = self.checks.iter().find(|check| {
            let mut words = check.split(' ');
            words.all(|word| word == column || word.starts_with('\''))
        });
        let words = list.map_or(Vec::new(), |check| check.split(' ').collect());
        words
            .into_iter()
            .filter(|word| word.starts_with('\''))
            .map(|word| word.trim_matches('\'').to_owned())
            .collect()
    }
}

/// The words of a condition, sorted: names, numbers and texts, and whether something is or is not NULL. The two write
/// the same condition with other operators and brackets, so these are left away.
fn said(condition: &str) -> String {
    let condition = condition.replace("IS NOT NULL", "is_not_null").replace("IS NULL", "is_null");
    let mut words = BTreeSet::new();
    for (place, piece) in condition.split('\'').enumerate() {
        if place % 2 == 1 {
            words.insert(format!("'{piece}'"));
            continue;
        }
        let of_operators = [
            "CHECK", "IN", "NOT", "AND", "OR", "BETWEEN", "ANY", "ALL", "ARRAY", "text", "length", "",
        ];
        let names = piece.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.extend(names.filter(|name| !of_operators.contains(name)).map(str::to_owned));
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// A column as `schema.rs` declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) is_nullable: bool,
}

/// Tables in the order of `schema.rs`, with their keys and columns.
pub(crate) fn declared() -> Vec<(String, Vec<String>, Vec<Declared>)> {
    let text = include_str!("../../../src/db/schema.rs");
    let mut tables = Vec::new();
    for block in text.split("diesel::table! {").skip(1) {
        let lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("use ") && !line.starts_with("//"));
        let mut lines = lines.skip_while(|line| line.starts_with('#'));
        let (name, keys) = lines.next().and_then(|line| line.split_once(" (")).expect("a table's name and key");
        let keys = keys.split(')').next().unwrap_or_default().split(", ").map(str::to_owned).collect();
        let columns = lines.map_while(|line| line.split_once(" -> ")).map(|(name, kind)| {
            let kind = kind.trim_end_matches(',');
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            Declared {
                name: name.to_owned(),
                kind: inner.unwrap_or(kind).to_owned(),
                is_nullable: inner.is_some(),
            }
        });
        tables.push((name.to_owned(), keys, columns.collect()));
    }
    assert!(tables.len() > 40, "schema.rs was read");
    tables
}
