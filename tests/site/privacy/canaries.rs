//! Somebody of whom everything is kept that can be: a row in every table that the map names, and in every column that takes a text
//! one that stands nowhere else.

use benchside::db::{Db, Engine, Store};
use benchside::kernel::ids::Id as _;
use benchside::kernel::{OfferingId, OrgId, PersonId};
use benchside::people::privacy::{Erase, Map, Part, Whose};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use uuid::Uuid;

use crate::db::catalog::{self, Declared, Schema, declared};
use crate::support::{Person, PersonBuilder, TestApp, offering_of, organisation, person};

/// Texts that are somebody's, with the column that holds each.
pub(super) type Texts = Vec<(String, String)>;

/// Somebody to be filled.
pub(super) fn zenobia() -> PersonBuilder {
    person("Zenobia Canary").email("zenobia.canary@example.org")
}

/// What the rows refer to.
struct Ground {
    engine: Engine,
    person: PersonId,
    email: String,
    other: PersonId,
    org: OrgId,
    offering: OfferingId,
    /// Codes in the place of texts in columns that stay after an erasure.
    only_what_goes: bool,
    number: u128,
}

const PERIOD: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001);
const SLOT: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0002);
const AGREEMENT: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0003);

/// Fills every column of somebody. `only_what_goes`: as the program fills those that stay, with codes.
pub(super) async fn fill(app: &TestApp, whose: &Person, only_what_goes: bool) -> Texts {
    let other = app.given(person("Somebody Else")).await;
    let org = app.given(organisation("Volta Centre").provider().agency()).await;
    let run = app.given(offering_of(&org, "Aseptic filling")).await;
    let mut db = Store::connect(app.url()).expect("a connection");
    let mut ground = Ground {
        engine: db.engine(),
        person: whose.id,
        email: whose.email.clone(),
        other: other.id,
        org: org.id,
        offering: run.id,
        only_what_goes,
        number: 0,
    };
    let schema = catalog::read(&mut db);
    let tables = declared();
    let mut texts = vec![("person_email.address".to_owned(), whose.email.clone())];
    ground.prepare(&mut db, &schema, &tables);
    for part in Map::builtin().parts() {
        ground.put(&mut db, &schema, &tables, &part, &mut texts);
    }
    texts
}

impl Ground {
    fn uuid(&mut self) -> Uuid {
        self.number += 1;
        Uuid::from_u128(0x0199_0000_0000_7000_9000_0000_0000_0000 + self.number)
    }

    fn id(&self, id: Uuid) -> String {
        match self.engine {
            Engine::Sqlite => format!("x'{}'", id.simple()),
            Engine::Postgres => format!("'{id}'"),
        }
    }

    /// A slot with a period and an agreement, which no builder makes.
    fn prepare(&mut self, db: &mut Db, schema: &Schema, tables: &[(String, Vec<String>, Vec<Declared>)]) {
        for (table, id) in [("slot", SLOT), ("slot_period", PERIOD), ("agreement", AGREEMENT)] {
            let columns = &tables.iter().find(|(name, ..)| name == table).expect(table).2;
            let values: Vec<String> = columns
                .iter()
                .map(|column| match column.name.as_str() {
                    "id" => self.id(id),
                    "created_by" | "proposed_by" | "contact" => "NULL".to_owned(),
                    _ => self.value(schema, table, column, None, &mut Vec::new()),
                })
                .collect();
            insert(db, table, columns, &values);
        }
    }

    /// One row of a part, or the row that is there already.
    fn put(
        &mut self,
        db: &mut Db,
        schema: &Schema,
        tables: &[(String, Vec<String>, Vec<Declared>)],
        part: &Part,
        texts: &mut Vec<(String, String)>,
    ) {
        let columns = &tables.iter().find(|(name, ..)| name == part.table).expect(part.table).2;
        let own = |column: &&Declared| part.entries.iter().any(|entry| entry.column == column.name);
        if matches!(part.table, "person" | "credential") {
            let key = if part.table == "person" { "id" } else { "person_id" };
            let fixed = [key, "session_epoch", "merged_into", "erased_at", "entered_by_org"];
            let changes: Vec<String> = columns
                .iter()
                .filter(own)
                .filter(|column| !fixed.contains(&column.name.as_str()) && column.name != "state")
                .map(|column| {
                    let value = self.value(schema, part.table, column, Some(part), texts);
                    format!("\"{}\" = {value}", column.name)
                })
                .collect();
            let (org, person) = (self.id(self.org.uuid()), self.id(self.person.uuid()));
            let entered = if part.table == "person" {
                format!(", entered_by_org = {org}")
            } else {
                String::new()
            };
            run(
                db,
                &format!(
                    "UPDATE \"{}\" SET {}{entered} WHERE \"{key}\" = {person}",
                    part.table,
                    changes.join(", ")
                ),
            );
            return;
        }
        let values: Vec<String> = columns
            .iter()
            .map(|column| {
                let is_own = own(&column);
                let mut away = Vec::new();
                let kept = if is_own { &mut *texts } else { &mut away };
                self.value(schema, part.table, column, Some(part).filter(|_| is_own), kept)
            })
            .collect();
        insert(db, part.table, columns, &values);
    }

    /// A value for a column; a text that stands nowhere else where it may be any.
    fn value(&mut self, schema: &Schema, table: &str, column: &Declared, part: Option<&Part>, texts: &mut Vec<(String, String)>) -> String {
        let name = column.name.as_str();
        let known = &schema[table];
        let reference = known.references.iter().find_map(|text| text.strip_prefix(&format!("{name} -> ")));
        match column.kind.as_str() {
            "DbUuid" if reference == Some("course.id") => "(SELECT id FROM course LIMIT 1)".to_owned(),
            "DbUuid" => {
                let id = self.id_of(name, reference, part);
                self.id(id)
            }
            "Timestamp" => "'2026-08-31 12:34:56.123456'".to_owned(),
            "Date" => "'2026-08-31'".to_owned(),
            // letters go to the address that the account began with
            "Bool" => match (self.engine, table != "person_email") {
                (Engine::Postgres, holds) => holds.to_string(),
                (Engine::Sqlite, holds) => i32::from(holds).to_string(),
            },
            "Integer" | "BigInt" => "1".to_owned(),
            "Binary" => {
                let text = format!("bytes-{table}-{name}-{}", self.uuid().simple());
                if part.is_some() {
                    texts.push((format!("{table}.{name}"), text.clone()));
                }
                self.bytes(&text)
            }
            "Text" => self.text(known, table, name, reference, part, texts),
            other => panic!("schema.rs uses {other}, which this test does not know"),
        }
    }

    fn id_of(&mut self, name: &str, reference: Option<&str>, part: Option<&Part>) -> Uuid {
        let first = part.and_then(|part| {
            part.whose.iter().find_map(|whose| match whose {
                Whose::Id(column) => Some(*column),
                _ => None,
            })
        });
        match reference.map(|text| text.split('.').next().unwrap_or_default()) {
            _ if first == Some(name) => self.person.uuid(),
            Some("person") => self.other.uuid(),
            Some("organisation") => self.org.uuid(),
            Some("offering") => self.offering.uuid(),
            Some("slot") => SLOT,
            Some("slot_period") => PERIOD,
            Some("agreement") => AGREEMENT,
            Some(other) => panic!("{name} refers to {other}, which this test does not know"),
            None => self.uuid(),
        }
    }

    fn bytes(&self, text: &str) -> String {
        let hex = crate::support::hex(text.as_bytes());
        match self.engine {
            Engine::Sqlite => format!("x'{hex}'"),
            Engine::Postgres => format!("'\\x{hex}'"),
        }
    }

    fn text(
        &mut self,
        known: &catalog::Table,
        table: &str,
        name: &str,
        reference: Option<&str>,
        part: Option<&Part>,
        texts: &mut Vec<(String, String)>,
    ) -> String {
        let listed = known.values(name);
        if let Some(code) = listed
            .iter()
            .find(|code| matches!(code.as_str(), "sent" | "coordinator" | "withdrawn"))
            .or(listed.first())
        {
            // a seat that runs would stand against an erasure; a letter that waits fails a test
            return format!("'{code}'");
        }
        match reference.map(|text| text.split('.').next().unwrap_or_default()) {
            Some("country") => return "'GHA'".to_owned(),
            Some("skill") => return "'MFG-4'".to_owned(),
            Some("grouping") => return "(SELECT min(code) FROM grouping)".to_owned(),
            Some("role_profile") => return "(SELECT min(code) FROM role_profile)".to_owned(),
            Some("taxonomy_version") => return "(SELECT min(code) FROM taxonomy_version)".to_owned(),
            Some(other) => panic!("{name} refers to {other}, which this test does not know"),
            None => {}
        }
        let is_address = part.is_some_and(|part| part.whose.contains(&Whose::Address(leak(name))));
        if is_address {
            return format!("'{}'", self.email);
        }
        let entry = part.and_then(|part| part.entries.iter().find(|entry| entry.column == name));
        let stays = entry.is_some_and(|entry| matches!(entry.erase, Erase::Keep(_)));
        let number = self.uuid().simple().to_string();
        let text = if stays && self.only_what_goes || entry.is_none() {
            format!("code-{number}")
        } else {
            format!("canary-{table}-{name}-{number}")
        };
        if text.starts_with("canary") {
            texts.push((format!("{table}.{name}"), text.clone()));
        }
        format!("'{text}'")
    }
}

/// A name that is compared with those of the map, which live for ever.
fn leak(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}

fn insert(db: &mut Db, table: &str, columns: &[Declared], values: &[String]) {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    run(
        db,
        &format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", ")),
    );
}

fn run(db: &mut Db, statement: &str) {
    diesel::sql_query(statement)
        .execute(db)
        .unwrap_or_else(|error| panic!("{error}: {statement}"));
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    place: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Which of the texts are anywhere in a database: in the bytes of the file and its log, or in a column of any table.
pub(super) fn found<'a>(url: &str, texts: &'a [(String, String)]) -> Vec<&'a str> {
    let mut db = Store::connect(url).expect("a connection");
    match db.engine() {
        Engine::Sqlite => {
            db.batch_execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
                .expect("a file without rests");
            let file = url.strip_prefix("sqlite:").expect("a file");
            let mut bytes = std::fs::read(file).expect("the database");
            bytes.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
            let all = String::from_utf8_lossy(&bytes).to_lowercase();
            let is_there = |text: &str| all.contains(&text.to_lowercase());
            texts.iter().map(|(_, text)| text.as_str()).filter(|text| is_there(text)).collect()
        }
        Engine::Postgres => {
            let columns: Vec<Column> = diesel::sql_query(
                "SELECT table_name::text AS place, CASE data_type WHEN 'bytea' THEN 'encode(\"' || column_name || '\", ''escape'')' \
                 ELSE '\"' || column_name || '\"' END AS name FROM information_schema.columns \
                 WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')",
            )
            .load(&mut db)
            .expect("columns");
            let mut is_there = |text: &str| {
                columns.iter().any(|column| {
                    let query = format!(
                        "SELECT count(*) AS count FROM \"{}\" WHERE position(lower($1) in lower({})) > 0",
                        column.place, column.name
                    );
                    let count: Count = diesel::sql_query(query).bind::<Text, _>(text).get_result(&mut db).expect("a count");
                    count.count > 0
                })
            };
            texts.iter().map(|(_, text)| text.as_str()).filter(|text| is_there(text)).collect()
        }
    }
}
