//! A copy of one's data: complete, for oneself alone, by a link that opens once.

use std::collections::BTreeMap;
use std::io::Read as _;

use benchside::db::Engine;
use benchside::people::privacy::{Export, Map};
use chrono::TimeDelta;
use flate2::read::DeflateDecoder;
use rstest::rstest;
use serde_json::Value;

use super::canaries::{fill, zenobia};
use crate::support::{Browser, PASSWORD, TestApp, or_skip, person};

/// The files of an archive, by their directory.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let half = |at: usize| usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two bytes")));
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
    let end = bytes.len() - 22;
    assert_eq!(word(end), 0x0605_4b50, "an archive");
    let (mut at, mut files) = (word(end + 16), BTreeMap::new());
    for _ in 0..half(end + 10) {
        let (length, name, local) = (word(at + 20), half(at + 28), word(at + 42));
        let start = local + 30 + half(local + 26) + half(local + 28);
        let mut text = String::new();
        DeflateDecoder::new(&bytes[start..start + length])
            .read_to_string(&mut text)
            .expect("a packed text");
        let name_start = at + 46;
        files.insert(String::from_utf8_lossy(&bytes[name_start..name_start + name]).into_owned(), text);
        at = name_start + name;
    }
    files
}

/// Asks for a copy, follows the letter, and fetches it.
async fn fetch(app: &TestApp, browser: &Browser, email: &str) -> BTreeMap<String, String> {
    let page = browser.open("/me/data").await.submit("Get a copy of my data").await;
    assert_eq!(page.hops.last().map(String::as_str), Some("/me/data"), "{:?}", page.hops);
    let link = app.mail().await.link(email);
    let page = browser.open(&link).await;
    assert!(page.has_button("Download"), "{}", page.main());
    let answer = browser.ask("POST", &link).form(&[]).send().await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/zip"),
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "private, no-store");
    unpacked(&answer.bytes)
}

#[rstest]
#[actix_web::test]
async fn sec_63_a_copy_holds_every_column_that_is_not_left_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let whose = app.given(zenobia()).await;
    let browser = app.sign_in(&whose.email, PASSWORD).await;
    let texts = fill(&app, &whose, false).await;
    let files = fetch(&app, &browser, &whose.email).await;
    let document: Value = serde_json::from_str(&files["data.json"]).expect("JSON");

    // every text, in the document and in a table, if it is to be there, and nowhere if not
    let of_tables: String = files
        .iter()
        .filter(|(name, _)| name.rsplit('.').next() == Some("csv"))
        .map(|(_, text)| text.as_str())
        .collect();
    let mut faults = Vec::new();
    for (column, text) in &texts {
        let entry = Map::builtin()
            .entries
            .iter()
            .find(|entry| format!("{}.{}", entry.table, entry.column) == *column);
        let is_meant = entry.expect("a mapped column").export == Export::Yes;
        for (place, all) in [("data.json", &files["data.json"]), ("tables", &of_tables)] {
            if all.contains(text.as_str()) != is_meant {
                faults.push(format!("{column} in {place}: meant {is_meant}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    // and every column has a value somewhere
    for part in Map::builtin().parts() {
        for entry in part.entries.iter().filter(|entry| entry.export == Export::Yes) {
            let rows = document["data"][part.name()]
                .as_array()
                .unwrap_or_else(|| panic!("no part {}", part.name()));
            let has_value = rows.iter().any(|row| !row[entry.column].is_null());
            // nobody was erased or merged here
            let is_empty_here = entry.table == "person" && ["merged_into", "erased_at"].contains(&entry.column);
            assert!(has_value || is_empty_here, "{}.{} has no value", entry.table, entry.column);
        }
    }
}

/// The same copy from both databases, but for what differs from run to run.
#[rstest]
#[actix_web::test]
async fn a_copy_reads_the_same_from_both(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let browser = app.sign_in_as(person("Ann").country("GHA")).await;
    let files = fetch(&app, &browser, "ann@example.org").await;
    let document: Value = serde_json::from_str(&files["data.json"]).expect("JSON");
    let person = serde_json::to_string_pretty(&document["data"]["person"]).expect("JSON");
    insta::assert_snapshot!("copy_of_a_person", person);
    assert!(
        files["person_email.csv"].starts_with("id,person_id,address,"),
        "{}",
        files["person_email.csv"]
    );
}

#[rstest]
#[actix_web::test]
async fn sec_63_the_link_opens_once_for_its_person_and_not_for_ever(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let ben = app.sign_in_as(person("Ben")).await;
    ann.open("/me/data").await.submit("Get a copy of my data").await;
    let link = app.mail().await.link("ann@example.org");
    // not for somebody else, and not for nobody
    assert_eq!(ben.ask("POST", &link).form(&[]).send().await.status, 404);
    assert_eq!(ben.ask("GET", &link).with_cookies().send().await.status, 404);
    let nobody = app.visitor().ask("POST", &link).form(&[]).send().await;
    assert!(nobody.header("location").starts_with("/sign-in"));
    // looking does not use it up
    assert_eq!(ann.open(&link).await.status, 200);
    assert_eq!(ann.ask("POST", &link).form(&[]).send().await.status, 200);
    assert_eq!(ann.ask("POST", &link).form(&[]).send().await.status, 404, "a second time");

    ann.open("/me/data").await.submit("Get a copy of my data").await;
    let late = app.mail().await.link("ann@example.org");
    app.later(TimeDelta::days(7));
    assert_eq!(ann.ask("POST", &late).form(&[]).send().await.status, 404, "after seven days");
}

#[rstest]
#[actix_web::test]
async fn sec_63_a_copy_asks_for_a_fresh_proof(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    app.later(TimeDelta::minutes(11));
    for path in ["/me/data/copy", "/me/data/erase"] {
        let answer = ann.ask("POST", path).form(&[]).send().await;
        assert!(answer.header("location").starts_with("/prove"), "{path}: {}", answer.status);
    }
}
