//! What the program refuses before it touches anything: each with one sentence that says what to set, and exit code 1.

use std::net::TcpListener;

use benchside::db::Engine;
use rstest::rstest;

use super::program::{benchside, folder, free_port, serve, settings};
use crate::support::Database;

#[test]
fn an_unknown_scheme_of_a_database() {
    let empty = folder();
    let data = empty.join("demo").display().to_string();
    for url in ["mysql://me:geheim@localhost/x", "benchside.db"] {
        let port = free_port();
        let refused = [
            benchside(&["migrate", "--database", url]).run(),
            benchside(&["audit"]).with(&[("DATABASE_URL", url)]).run(),
            benchside(&["demo", "--data", &data, "--make-only", "--database", url]).run(),
            serve(&settings(url, port), &[]).run(),
        ];
        for ended in refused {
            let said = ended.refusal();
            assert!(
                said.contains("sqlite:") && said.contains("postgres:") && !said.contains("geheim"),
                "{said}"
            );
        }
    }
}

#[test]
fn no_database_at_all() {
    for command in ["migrate", "audit"] {
        let ended = benchside(&[command]).run();
        assert_eq!(
            ended.refusal(),
            "DATABASE_URL is not set; set it to sqlite:PATH or postgres://USER@HOST/NAME"
        );
    }
}

#[test]
fn a_database_that_was_not_migrated() {
    let database = Database::empty(Engine::Sqlite).expect("SQLite is always there");
    let port = free_port();
    let created = benchside(&["admin", "create", "--email", "ann@example.org"]);
    let environment = settings(&database.url, port);
    let environment: Vec<(&str, &str)> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for ended in [
        benchside(&["audit", "--database", &database.url]).run(),
        benchside(&["serve"]).with(&environment).run(),
        created.with(&environment).run(),
    ] {
        assert_eq!(
            ended.refusal(),
            "the database has not been brought up to date; run: benchside migrate"
        );
    }
    benchside(&["migrate", "--database", &database.url]).run().success();
    assert!(benchside(&["audit", "--database", &database.url]).run().success().contains("ok "));
}

#[rstest]
#[case::mail_in_memory(&[("MAIL_FOLDER", "")], "SMTP_HOST")]
#[case::mail_from_nobody(&[("MAIL_FROM", "")], "MAIL_FROM")]
#[case::no_secret(&[("SECRET", "")], "SECRET_FILE")]
#[case::a_default_secret(&[("SECRET", "changemechangemechangemechangeme")], "openssl rand")]
#[case::a_secret_file_that_is_not_there(&[("SECRET_FILE", "/nowhere/secret")], "SECRET_FILE")]
#[case::plain_http_for_all(&[("BASE_URL", "http://training.example.org")], "https://")]
#[case::no_address(&[("BASE_URL", "")], "BASE_URL")]
#[case::an_address_without_a_scheme(&[("BASE_URL", "training.example.org")], "BASE_URL")]
#[case::no_number(&[("DATABASE_READERS", "many")], "DATABASE_READERS")]
fn toys_in_real_use(#[case] changes: &[(&str, &str)], #[case] names: &str) {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let ended = serve(&settings(&database.url, free_port()), changes).run();
    let said = ended.refusal();
    assert!(said.contains(names) && !said.contains("changeme"), "{said}");
}

#[test]
fn a_port_that_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap();
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let data = folder().join("demo");
    let (shown, bind) = (data.display().to_string(), taken.to_string());
    for ended in [
        serve(&settings(&database.url, taken.port()), &[]).run(),
        benchside(&["demo", "--data", &shown, "--bind", &bind]).run(),
    ] {
        assert_eq!(
            ended.refusal(),
            format!("cannot listen on {bind}: another program listens there already; choose another address with --bind or BIND")
        );
    }
    assert!(!data.exists(), "nothing is made for a demonstration that nobody could look at");
}

#[test]
fn an_address_that_cannot_be_listened_on() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let settings = settings(&database.url, free_port());
    // the last is kept for examples: it is no machine's own
    for bind in ["8080", "127.0.0.1", "127.0.0.1:99999", "nowhere.invalid:80", "192.0.2.1:8080"] {
        let data = folder().join("demo").display().to_string();
        for ended in [
            serve(&settings, &[("BIND", bind)]).run(),
            benchside(&["demo", "--data", &data, "--bind", bind]).run(),
        ] {
            let said = ended.refusal();
            assert!(
                said.starts_with(&format!("cannot listen on {bind}: ")) && said.contains("--bind or BIND"),
                "{said}"
            );
        }
    }
}

#[cfg(not(feature = "postgres-tls"))]
#[rstest]
#[case::of_the_address("postgres://me:geheim@db.example.org/x", &[])]
#[case::as_a_parameter("postgres://me@localhost/x?host=db.example.org", &[])]
#[case::of_the_environment("postgres:///x", &[("PGHOST", "db.example.org")])]
#[case::as_digits_of_the_environment("postgres://me@localhost/x", &[("PGHOSTADDR", "192.0.2.1")])]
#[case::of_a_service("postgres:///x", &[("PGSERVICE", "elsewhere")])]
fn a_server_on_another_machine_without_tls(#[case] url: &str, #[case] variables: &[(&str, &str)]) {
    let port = free_port();
    let data = folder().join("demo").display().to_string();
    for ended in [
        benchside(&["migrate", "--database", url]).with(variables).run(),
        benchside(&["demo", "--data", &data, "--make-only", "--database", url])
            .with(variables)
            .run(),
        serve(&settings(url, port), variables).run(),
    ] {
        let said = ended.refusal();
        assert!(
            said.contains("build it with: cargo build --release --features postgres-tls"),
            "{said}"
        );
        assert!(!said.contains("geheim"), "{said}");
    }
}
