//! The map of personal data against the schema, the words and the public page.

use benchside::db::Engine;
use benchside::people::privacy::{Erase, FILE, Kind, Map, kind};
use benchside::words::Words;

use crate::db::catalog::{Declared, declared};
use crate::support::{TestApp, or_skip};

/// Columns of tables that the map does not know.
fn unmapped(tables: &[(String, Vec<String>, Vec<Declared>)]) -> Vec<String> {
    let map = Map::builtin();
    let columns = tables
        .iter()
        .flat_map(|(table, _, columns)| columns.iter().map(move |column| (table, &column.name)));
    columns
        .filter(|(table, column)| !map.knows(table, column))
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}

#[test]
fn sec_62_every_column_is_in_the_map() {
    let missing = unmapped(&declared());
    assert!(
        missing.is_empty(),
        "data/privacy.csv says nothing of {missing:?}: add each, as what it says of a person or as nothing"
    );
}

#[test]
fn sec_62_a_column_that_nobody_mapped_is_found() {
    let mut tables = declared();
    let column = |name: &str| Declared {
        name: name.to_owned(),
        kind: "Text".to_owned(),
        is_nullable: true,
    };
    let person = tables.iter_mut().find(|(table, ..)| table == "person").expect("people");
    person.2.push(column("shoe_size"));
    tables.push(("passport".to_owned(), vec!["id".to_owned()], vec![column("number")]));
    assert_eq!(unmapped(&tables), ["person.shoe_size", "passport.number"]);
}

#[test]
fn the_map_names_nothing_that_is_not_there() {
    let tables = declared();
    let has = |table: &str, column: &str| {
        let found = tables.iter().find(|(name, ..)| name == table);
        found.is_some_and(|(_, _, columns)| column == "*" || columns.iter().any(|known| known.name == column))
    };
    let map = Map::builtin();
    let named = map
        .entries
        .iter()
        .map(|entry| (entry.table, entry.column))
        .chain(map.harmless.iter().copied());
    let strangers: Vec<_> = named.filter(|(table, column)| !has(table, column)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

/// What a copy writes depends on the kind of a column, which its name tells.
#[test]
fn names_tell_the_kinds_of_columns() {
    let tables = declared();
    for entry in &Map::builtin().entries {
        let table = tables.iter().find(|(name, ..)| name == entry.table).expect(entry.table);
        let column = table.2.iter().find(|known| known.name == entry.column).expect(entry.column);
        let told = match column.kind.as_str() {
            "DbUuid" => Kind::Id,
            "Timestamp" => Kind::Time,
            "Date" => Kind::Day,
            "Bool" => Kind::Truth,
            _ => Kind::Other,
        };
        assert_eq!(kind(entry.column), told, "{}.{}", entry.table, entry.column);
        let can_be_null = column.is_nullable || !matches!(entry.erase, Erase::Null);
        assert!(can_be_null, "{}.{} cannot be NULL", entry.table, entry.column);
    }
}

/// Texts that stay after an erasure are codes; a new one is looked at here by somebody.
#[test]
fn sec_64_only_codes_stay() {
    let tables = declared();
    let is_text = |table: &str, column: &str| {
        let found = tables.iter().find(|(name, ..)| name == table).expect("a table");
        found.2.iter().any(|known| known.name == column && known.kind == "Text")
    };
    let kept: Vec<String> = Map::builtin()
        .entries
        .iter()
        .filter(|entry| matches!(entry.erase, Erase::Keep(_)) && is_text(entry.table, entry.column))
        .map(|entry| format!("{}.{}", entry.table, entry.column))
        .collect();
    insta::assert_snapshot!("texts_that_stay", kept.join("\n"));
}

/// Health: three kinds of yes or no. No column and no field of a form asks for more.
#[test]
fn sec_67_nothing_medical_is_asked_for() {
    let medical = [
        "health", "medic", "illness", "disease", "diagnos", "vaccin", "allerg", "disab", "blood", "pregnan", "insur", "immun", "fit_for",
    ];
    let is_medical = |name: &str| medical.iter().any(|word| name.to_lowercase().contains(word));
    let mut found = Vec::new();
    for (table, _, columns) in declared() {
        found.extend(
            columns
                .iter()
                .filter(|column| is_medical(&column.name))
                .map(|column| format!("{table}.{}", column.name)),
        );
    }
    let mut folders = vec![std::path::PathBuf::from("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("templates") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a template");
            let calls = text
                .split("{% call fields::")
                .skip(1)
                .map(|rest| rest.split("%}").next().unwrap_or_default());
            let names = calls.flat_map(|call| call.split('"').skip(1).step_by(2));
            found.extend(
                names
                    .filter(|name| is_medical(name))
                    .map(|name| format!("{}: {name}", path.display())),
            );
        }
    }
    assert!(found.is_empty(), "{found:?}");
    let attestation = declared()
        .into_iter()
        .find(|(table, ..)| table == "attestation")
        .expect("attestations");
    let texts: Vec<String> = attestation
        .2
        .into_iter()
        .filter(|column| column.kind == "Text")
        .map(|column| column.name)
        .collect();
    assert_eq!(texts, ["kind"], "what is attested has a kind and nothing to write");
}

#[test]
fn every_code_of_the_map_has_words() {
    let words = Words::of("en");
    let mut missing = Vec::new();
    let mut need = |part: &str, code: &str| {
        let key = format!("{part}-{code}");
        if words.find(&key).is_none() {
            missing.push(key);
        }
    };
    for entry in &Map::builtin().entries {
        need("area", entry.area);
        need("kept", entry.area);
        need("purpose", entry.purpose);
        need("basis", entry.basis);
        need("keeps", entry.keeps);
        entry.sees.iter().for_each(|who| need("sees", who));
        if let Erase::Keep(why) = entry.erase {
            need("erased-kept", why);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[actix_web::test]
async fn everybody_can_read_what_is_kept() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let page = app.visitor().open("/join").await.follow("Privacy").await;
    insta::assert_snapshot!("privacy", page.main());
    let arabic = app.visitor().open("/privacy?lang=ar").await;
    assert!(arabic.has("ما نحتفظ به عنك"), "{}", arabic.main());
    let file = app.visitor().ask("GET", "/privacy.csv").send().await;
    assert_eq!((file.status, file.body.as_str()), (200, FILE));
}
