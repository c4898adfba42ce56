//! Twin migrations make twin schemas, forwards and backwards, and `schema.rs` says what they make.

use std::collections::BTreeSet;
use std::path::Path;

use benchside::db::{Db, Engine, migrate};
use benchside::kernel::actor::{GrantRole, MemberRole};
use benchside::network::{Fluency, Sector, Travel};
use benchside::people::{LinkPurpose, PersonState};
use benchside::queue::MessageState;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use rstest::rstest;

use super::catalog::{self, Schema, declared};
use crate::support::{Database, or_skip};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names(engine: Engine) -> BTreeSet<String> {
    let folder = root().join("migrations").join(engine.code());
    let entries = std::fs::read_dir(folder).expect("migrations");
    entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

fn schema_of(engine: Engine) -> Option<Schema> {
    Some(catalog::read(&mut Database::fresh(engine)?.connect()))
}

#[test]
fn twin_migrations_bear_the_same_names() {
    assert_eq!(names(Engine::Sqlite), names(Engine::Postgres));
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for name in names(engine) {
            for file in ["up.sql", "down.sql"] {
                let path = root().join("migrations").join(engine.code()).join(&name).join(file);
                assert!(path.exists(), "{} is missing", path.display());
            }
        }
    }
}

/// Names, order, nullability and defaults of columns, keys, what is unique, what refers to what, and every condition.
#[test]
fn twin_migrations_make_the_same_schema() {
    let sqlite = schema_of(Engine::Sqlite).expect("SQLite is always there");
    let postgres = or_skip!(schema_of(Engine::Postgres));
    let tables = |schema: &Schema| schema.keys().cloned().collect::<Vec<_>>();
    assert_eq!(tables(&sqlite), tables(&postgres));
    for ((name, mut table), (_, mut twin)) in sqlite.into_iter().zip(postgres) {
        // the types are compared with schema.rs, below
        for column in table.columns.iter_mut().chain(&mut twin.columns) {
            column.kind.clear();
        }
        assert_eq!(table, twin, "the table {name}: SQLite, then PostgreSQL");
    }
}

#[rstest]
fn the_schema_is_what_schema_rs_says(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let schema = or_skip!(schema_of(engine));
    let kind_of = |declared: &str| match (declared, engine) {
        ("Text", _) | ("Timestamp" | "Date", Engine::Sqlite) => "text",
        ("Integer", _) | ("Bool" | "BigInt", Engine::Sqlite) => "integer",
        ("BigInt", Engine::Postgres) => "bigint",
        ("Bool", Engine::Postgres) => "boolean",
        ("DbUuid" | "Binary", Engine::Sqlite) => "blob",
        ("DbUuid", Engine::Postgres) => "uuid",
        ("Binary", Engine::Postgres) => "bytea",
        ("Timestamp", Engine::Postgres) => "timestamp without time zone",
        ("Date", Engine::Postgres) => "date",
        (other, _) => panic!("schema.rs uses {other}, which this test does not know"),
    };
    let declared = declared();
    let known: BTreeSet<&String> = declared.iter().map(|(name, ..)| name).collect();
    assert_eq!(known, schema.keys().collect::<BTreeSet<_>>());
    for (name, keys, columns) in &declared {
        let table = &schema[name];
        let found: Vec<_> = table
            .columns
            .iter()
            .map(|column| (column.name.as_str(), column.kind.as_str(), column.is_nullable))
            .collect();
        let said: Vec<_> = columns
            .iter()
            .map(|column| (column.name.as_str(), kind_of(&column.kind), column.is_nullable))
            .collect();
        assert_eq!(found, said, "the table {name}");
        // diesel wants a key of every table, also where the database has none
        assert!(
            table.primary.is_empty() || table.primary == *keys,
            "the key of {name}: {:?}",
            table.primary
        );
    }
}

/// The codes of the program are the codes that the database admits.
#[rstest]
fn enums_are_what_the_database_admits(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let schema = or_skip!(schema_of(engine));
    let check = |table: &str, column: &str, codes: Vec<&str>| {
        let mut codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        codes.sort();
        assert_eq!(schema[table].values(column), codes, "{table}.{column}");
    };
    check("person", "state", PersonState::ALL.iter().map(|code| code.code()).collect());
    check("person", "sector", Sector::ALL.iter().map(|code| code.code()).collect());
    check("person", "travel", Travel::ALL.iter().map(|code| code.code()).collect());
    check("person_language", "level", Fluency::ALL.iter().map(|code| code.code()).collect());
    check("link_token", "purpose", LinkPurpose::ALL.iter().map(|code| code.code()).collect());
    check("message", "state", MessageState::ALL.iter().map(|code| code.code()).collect());
    check("membership", "role", MemberRole::ALL.iter().map(|code| code.code()).collect());
    check("person_grant", "role", GrantRole::ALL.iter().map(|code| code.code()).collect());
}

fn revert(db: &mut Db) -> usize {
    let folder = root().join("migrations").join(db.engine().code());
    let migrations = FileBasedMigrations::from_path(folder).expect("the migrations");
    let reverted = match db {
        Db::Sqlite(connection) => connection.revert_all_migrations(migrations),
        Db::Postgres(connection) => connection.revert_all_migrations(migrations),
    };
    reverted.expect("all of them can be undone").len()
}

#[rstest]
fn migrations_can_be_undone_and_done_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::empty(engine));
    let mut db = database.connect();
    assert!(!benchside::db::applied(&mut db).unwrap());
    let run = migrate(&mut db).unwrap();
    assert_eq!(run.len(), names(engine).len());
    assert!(benchside::db::applied(&mut db).unwrap());
    assert!(migrate(&mut db).unwrap().is_empty(), "a second time there is nothing to do");
    let first = catalog::read(&mut db);

    assert_eq!(revert(&mut db), run.len());
    assert_eq!(catalog::read(&mut db), Schema::new());
    assert_eq!(catalog::functions(&mut db), Vec::<String>::new());
    assert!(!benchside::db::applied(&mut db).unwrap());

    assert_eq!(migrate(&mut db).unwrap(), run);
    assert_eq!(catalog::read(&mut db), first);
}
