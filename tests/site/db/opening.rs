//! A database that cannot be opened says so in a sentence that helps, and without a password.

use std::os::unix::fs::PermissionsExt as _;

use benchside::db::{Engine, Settings, Store};
use diesel::connection::SimpleConnection as _;
use rstest::rstest;

use crate::support::{Database, or_skip};

/// What is said when this cannot be opened.
fn refusal(url: &str) -> String {
    match Store::open(&Settings::new(url)) {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn an_unknown_scheme_is_answered_with_the_known_ones() {
    for url in ["mysql://me:geheim@localhost/x", "benchside.db", "", "file:x.db"] {
        let said = refusal(url);
        assert!(said.contains("sqlite:") && said.contains("postgres:"), "{url}: {said}");
        assert!(!said.contains("geheim"), "{said}");
    }
}

#[cfg(not(feature = "postgres-tls"))]
#[rstest]
#[case::a_name("postgres://me:geheim@db.example.org/x")]
#[case::an_address("postgresql://me@10.0.0.1/x")]
#[case::of_many("postgres://me@127.0.0.1,db.example.org/x")]
#[case::with_ports("postgres://me@localhost:5432,10.0.0.1:5432/x")]
#[case::a_look_alike("postgres://me@127.example.org/x")]
#[case::in_the_query("postgres://me@localhost/x?host=db.example.org")]
#[case::behind_another("postgres:///x?host=/run/postgresql&host=db.example.org")]
#[case::as_an_address_in_the_query("postgres://me@localhost/x?hostaddr=10.0.0.1")]
#[case::encoded("postgres://me@/x?host=db%2Eexample%2Eorg")]
#[case::an_encoded_key("postgres://me@localhost/x?h%6Fst=db.example.org")]
#[case::of_a_service("postgres:///x?service=elsewhere")]
fn another_machine_is_not_reached_without_tls(#[case] url: &str) {
    let said = refusal(url);
    assert!(said.contains("postgres-tls"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
}

#[rstest]
fn a_database_that_was_not_migrated_says_what_to_run(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::empty(engine));
    assert!(refusal(&database.url).contains("benchside migrate"));
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let database = Database::empty(Engine::Sqlite).expect("SQLite is always there");
    std::fs::write(database.file(), "this is a letter to my aunt, and nothing that SQLite could read").unwrap();
    let said = refusal(&database.url);
    assert!(
        said.contains(&database.file().display().to_string()) && said.contains("not a database"),
        "{said}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let database = Database::empty(Engine::Sqlite).expect("SQLite is always there");
    let folder = database.file().with_extension("folder");
    std::fs::create_dir(&folder).unwrap();
    let may = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    // root may write everywhere but into the kernel's own files
    let is_root = std::fs::File::create(folder.join("try")).is_ok();
    let place = if is_root {
        "/proc/self".to_owned()
    } else {
        folder.display().to_string()
    };
    for file in ["x.db", "deeper/x.db"] {
        let said = refusal(&format!("sqlite:{place}/{file}"));
        assert!(said.contains(&place) && said.contains("cannot"), "{said}");
    }
    may(0o755);
    let said = refusal(&format!("sqlite:{}", folder.display()));
    assert!(said.contains("unable to open"), "{said}");
    std::fs::remove_dir_all(folder).unwrap();
    assert!(refusal("sqlite::memory:").contains("names no file"));
}

/// A file that another program keeps for itself. SQLite waits five seconds before it gives up.
#[test]
fn a_locked_file_is_said_to_be_locked() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let mut other = database.connect();
    other
        .batch_execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO setting VALUES ('a', 'b'); COMMIT")
        .unwrap();
    let said = refusal(&database.url);
    assert!(
        said.contains("locked") && said.contains(&database.file().display().to_string()),
        "{said}"
    );
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let said = refusal("postgres://me:geheim@127.0.0.1:1/x");
    assert!(said.contains("127.0.0.1") && said.contains("refused"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
}

#[actix_web::test]
async fn a_password_over_the_port_of_this_machine_is_enough() {
    let database = or_skip!(Database::fresh(Engine::Postgres));
    let url = or_skip!(database.by_port());
    let store = Store::open(&Settings::new(&url)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        (store.engine(), store.shown()),
        (Engine::Postgres, "on PostgreSQL at 127.0.0.1".to_owned())
    );
    let (before, after) = url.split_once("benchside:").expect("a password");
    let wrong = format!("{before}benchside:geheim{after}");
    let said = refusal(&wrong);
    assert!(said.contains("authentication failed") && !said.contains("geheim"), "{said}");
}
