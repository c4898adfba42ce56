//! Every column is read once, and every type comes back as it went in.

use benchside::db::schema::{grouping, grouping_member, person, session, setting, transition};
use benchside::db::{Db, DbUuid, Engine};
use benchside::kernel::ids::Id as _;
use benchside::kernel::{AnyId, PersonId, SessionId, TransitionId, UtcTime};
use benchside::network::places::GroupingKind;
use benchside::people::PersonState;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Date, Integer, Nullable, Text, Timestamp};
use rstest::rstest;
use uuid::Uuid;

use super::catalog::{self, Declared, Table, declared};
use super::open;
use crate::support::{Database, or_skip};

const ID: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_00ff_10ab_cdef);
const BIG: i64 = (1 << 53) + 1;

/// A text for a column; all codes are the same, so that every reference is kept.
fn text(table: &Table, column: &Declared) -> String {
    let values = table.values(&column.name);
    // of the roles that are granted one alone has a grouping
    let first = values.iter().find(|value| *value == "coordinator").or(values.first());
    first.map_or_else(|| "x".to_owned(), Clone::clone)
}

/// A value of a column, as SQL; all ids are the same.
fn value(engine: Engine, table: &Table, column: &Declared) -> String {
    let is_postgres = engine == Engine::Postgres;
    match column.kind.as_str() {
        "Text" => format!("'{}'", text(table, column)),
        "DbUuid" if is_postgres => format!("'{ID}'"),
        "DbUuid" => format!("x'{}'", ID.simple()),
        "Timestamp" => "'2026-09-01 12:34:56.123456'".to_owned(),
        "Date" => "'2026-09-02'".to_owned(),
        "Bool" if is_postgres => "true".to_owned(),
        "Bool" | "Integer" => "1".to_owned(),
        "BigInt" => BIG.to_string(),
        "Binary" if is_postgres => "'\\x00ff10'".to_owned(),
        "Binary" => "x'00ff10'".to_owned(),
        other => panic!("schema.rs uses {other}, which this test does not know"),
    }
}

/// Reads a column as the type that schema.rs gives it, and compares.
macro_rules! read_as {
    ($db:expr, $query:expr, $sql:ty, $rust:ty, $expected:expr) => {{
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Nullable<$sql>)]
            value: Option<$rust>,
        }
        let rows: Vec<Row> = diesel::sql_query($query)
            .load($db)
            .unwrap_or_else(|error| panic!("{error}: {}", $query));
        let values: Vec<$rust> = rows.into_iter().filter_map(|row| row.value).collect();
        assert_eq!(values, [$expected], "{}", $query);
    }};
}

fn read(db: &mut Db, table: &str, known: &Table, column: &Declared) {
    let query = format!("SELECT \"{}\" AS value FROM \"{table}\"", column.name);
    let at: NaiveDateTime = "2026-09-01T12:34:56.123456".parse().expect("a time");
    match column.kind.as_str() {
        "Text" => read_as!(db, &query, Text, String, text(known, column)),
        "DbUuid" => read_as!(db, &query, DbUuid, AnyId, AnyId::of(PersonId::new(ID))),
        "Timestamp" => {
            read_as!(db, &query, Timestamp, UtcTime, UtcTime::new(at.and_utc()));
            read_as!(db, &query, Timestamp, NaiveDateTime, at);
        }
        "Date" => read_as!(db, &query, Date, NaiveDate, NaiveDate::from_ymd_opt(2026, 9, 2).expect("a day")),
        "Bool" => read_as!(db, &query, Bool, bool, true),
        "Integer" => read_as!(db, &query, Integer, i32, 1),
        "BigInt" => read_as!(db, &query, BigInt, i64, BIG),
        "Binary" => read_as!(db, &query, Binary, Vec<u8>, vec![0, 255, 16]),
        other => panic!("schema.rs uses {other}, which this test does not know"),
    }
}

/// One row in every table, written as SQL with all columns, then each column read by its type in schema.rs.
#[rstest]
fn every_column_is_read_by_its_type(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::empty(engine));
    let mut db = database.connect();
    benchside::db::migrate(&mut db).unwrap();
    let schema = catalog::read(&mut db);
    // what refers to others comes after them; the trail refers to nothing and cannot be emptied
    let mut waiting = declared();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|(name, _, columns)| {
            let table = &schema[name];
            let names: Vec<_> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
            let values: Vec<_> = columns.iter().map(|column| value(engine, table, column)).collect();
            let insert = format!(
                "INSERT INTO \"{name}\" ({}) {} VALUES ({})",
                names.join(", "),
                overriding(engine),
                values.join(", ")
            );
            let inserted = diesel::sql_query(&insert).execute(&mut db);
            let is_too_early = matches!(
                &inserted,
                Err(diesel::result::Error::DatabaseError(
                    diesel::result::DatabaseErrorKind::ForeignKeyViolation,
                    _
                ))
            );
            assert!(inserted.is_ok() || is_too_early, "{insert}: {inserted:?}");
            is_too_early
        });
        assert!(waiting.len() < before, "what do these refer to? {waiting:?}");
    }
    for (name, _, columns) in declared() {
        for column in columns {
            read(&mut db, &name, &schema[&name], &column);
        }
    }
}

/// A number that PostgreSQL would give by itself is given here.
fn overriding(engine: Engine) -> &'static str {
    if engine == Engine::Postgres {
        "OVERRIDING SYSTEM VALUE"
    } else {
        ""
    }
}

/// Instants that are told apart by a microsecond, from before the epoch to far away.
fn instants() -> Vec<UtcTime> {
    let texts = [
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "2026-09-01T09:00:00Z",
        "2026-09-01T09:00:00.000001Z",
        "2026-09-01T09:00:00.000010Z",
        "2026-09-01T09:00:00.5Z",
        "2026-09-01T09:00:00.999999Z",
        "2026-09-01T09:00:01Z",
        "2026-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999Z",
    ];
    texts
        .map(|text| UtcTime::new(DateTime::parse_from_rfc3339(text).expect(text).to_utc()))
        .to_vec()
}

#[rstest]
#[actix_web::test]
async fn instants_come_back_and_stand_in_their_order(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let ids: Vec<TransitionId> = (0..10_u128).map(|number| TransitionId::new(Uuid::from_u128(number))).collect();
    // written in another order than time's
    let rows: Vec<_> = instants().into_iter().zip(ids).rev().collect();
    store
        .write(move |db| {
            for (at, id) in &rows {
                diesel::insert_into(transition::table)
                    .values((
                        transition::id.eq(id),
                        transition::entity_kind.eq("seat"),
                        transition::entity_id.eq(id),
                        transition::to_state.eq("offered"),
                        transition::at.eq(at),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    store
        .read(|db| {
            let found: Vec<UtcTime> = transition::table.order(transition::at).select(transition::at).load(db)?;
            assert_eq!(found, instants());
            let by_id: Vec<UtcTime> = transition::table.order(transition::id).select(transition::at).load(db)?;
            assert_eq!(by_id, instants(), "ids stand in the order in which they were made");
            for (place, at) in instants().into_iter().enumerate() {
                let place = i64::try_from(place).expect("a small number");
                let count = |found: QueryResult<i64>| found.expect("a count");
                assert_eq!(
                    count(transition::table.filter(transition::at.eq(at)).count().get_result(db)),
                    1,
                    "{at}"
                );
                assert_eq!(
                    count(transition::table.filter(transition::at.lt(at)).count().get_result(db)),
                    place,
                    "{at}"
                );
                assert_eq!(
                    count(transition::table.filter(transition::at.ge(at)).count().get_result(db)),
                    10 - place,
                    "{at}"
                );
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// Less than a microsecond is dropped before it is written, so that what is read is what was written.
#[test]
fn an_instant_has_whole_microseconds() {
    let at = DateTime::parse_from_rfc3339("2026-09-01T09:00:00.123456789Z").unwrap().to_utc();
    assert_eq!(UtcTime::new(at).get().timestamp_subsec_nanos(), 123_456_000);
    let later = UtcTime::new(at) + TimeDelta::nanoseconds(1500);
    assert_eq!(later.get().timestamp_subsec_nanos() % 1000, 0, "a span of nanoseconds");
}

type PersonRow = (PersonId, String, Option<String>, Option<NaiveDate>, i32, PersonState);

#[rstest]
#[actix_web::test]
async fn days_truths_ids_and_codes_come_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let ids = [Uuid::nil(), Uuid::max(), ID].map(PersonId::new);
    let days = ["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"].map(|text| text.parse::<NaiveDate>().expect(text));
    let now = instants()[3];
    store
        .write(move |db| {
            for (place, &id) in ids.iter().enumerate() {
                diesel::insert_into(person::table)
                    .values((
                        person::id.eq(id),
                        person::name.eq("Ærøskøbing \u{1f40e} 'quoted' \\ % _"),
                        person::name_folded.eq(""),
                        person::language.eq(None::<String>),
                        person::available_from.eq(days.get(place)),
                        person::session_epoch.eq([i32::MIN, i32::MAX, 0][place]),
                        person::state.eq(PersonState::ALL[place]),
                        person::created_at.eq(now),
                        person::updated_at.eq(now),
                    ))
                    .execute(db)?;
            }
            diesel::insert_into(session::table)
                .values((
                    session::token_hash.eq(vec![0_u8, 255, 0, 39]),
                    session::id.eq(SessionId::new(ID)),
                    session::proved_at.eq(now),
                    session::person_id.eq(ids[2]),
                    session::session_epoch.eq(0),
                    session::auth_level.eq("password"),
                    session::created_at.eq(now),
                    session::last_seen_at.eq(now),
                    session::idle_expires_at.eq(now),
                    session::absolute_expires_at.eq(now),
                    session::revoked_at.eq(Some(now)),
                ))
                .execute(db)?;
            for (place, &day) in days.iter().enumerate() {
                let truth = place % 2 == 0;
                let code = format!("g{place}");
                diesel::insert_into(grouping::table)
                    .values((grouping::code.eq(&code), grouping::kind.eq("rec"), grouping::is_checked.eq(truth)))
                    .execute(db)?;
                diesel::insert_into(grouping_member::table)
                    .values((
                        grouping_member::grouping.eq(&code),
                        grouping_member::country.eq("GHA"),
                        grouping_member::valid_from.eq(Some(day)),
                        grouping_member::valid_to.eq(None::<NaiveDate>),
                        grouping_member::is_checked.eq(truth),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    store
        .read(move |db| {
            let columns = (
                person::id,
                person::name,
                person::language,
                person::available_from,
                person::session_epoch,
                person::state,
            );
            let mut people: Vec<PersonRow> = person::table.select(columns).load(db)?;
            people.sort();
            let name = "Ærøskøbing \u{1f40e} 'quoted' \\ % _".to_owned();
            let expected = |place: usize, epoch| (ids[place], name.clone(), None, Some(days[place]), epoch, PersonState::ALL[place]);
            assert_eq!(people, [expected(0, i32::MIN), expected(2, 0), expected(1, i32::MAX)]);
            let hashes: Vec<(Vec<u8>, Option<UtcTime>, UtcTime)> = session::table
                .select((session::token_hash, session::revoked_at, session::proved_at))
                .load(db)?;
            assert_eq!(hashes, [(vec![0, 255, 0, 39], Some(now), now)]);
            let members: Vec<(Option<NaiveDate>, bool)> = grouping_member::table
                .filter(grouping_member::grouping.eq_any(["g0", "g1", "g2", "g3"]))
                .order(grouping_member::valid_from)
                .select((grouping_member::valid_from, grouping_member::is_checked))
                .load(db)?;
            assert_eq!(
                members,
                [
                    (Some(days[0]), true),
                    (Some(days[1]), false),
                    (Some(days[2]), true),
                    (Some(days[3]), false)
                ]
            );
            let before = grouping_member::table
                .filter(grouping_member::grouping.like("g_"))
                .filter(grouping_member::valid_from.lt(days[2]))
                .count();
            assert_eq!(before.get_result::<i64>(db)?, 2);
            Ok(())
        })
        .await
        .unwrap();
}

/// What the program does not know is an error to be told, not a fall.
#[rstest]
#[actix_web::test]
async fn a_code_that_nobody_knows_is_an_error(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    store
        .write(|db| {
            let row = (grouping::code.eq("g"), grouping::kind.eq("nonsense"), grouping::is_checked.eq(true));
            diesel::insert_into(grouping::table).values(row).execute(db)?;
            diesel::insert_into(setting::table)
                .values((setting::key.eq("a"), setting::value.eq("1")))
                .execute(db)?;
            Ok(())
        })
        .await
        .unwrap();
    let read = store
        .read(|db| {
            Ok(grouping::table
                .filter(grouping::code.eq("g"))
                .select(grouping::kind)
                .first::<GroupingKind>(db)?)
        })
        .await;
    let message = read.unwrap_err().to_string();
    assert!(message.contains("'kind'"), "{message}");
}
