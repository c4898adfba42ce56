//! Databases and folders that cannot be used as they are: locked, closed, somebody else's, broken. Nothing in them is lost.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use benchside::db::Engine;
use benchside::db::schema::organisation;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use rstest::rstest;

use super::program::{benchside, benchside_as_a_stranger, folder, free_port, serve, settings};
use crate::support::{Database, TestApp, offering_of, or_skip, organisation, person};

#[test]
fn a_locked_database_is_waited_for_and_then_said_to_be_locked() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let data = folder();
    std::fs::copy(database.file(), data.join("demo.db")).unwrap();
    let second = format!("sqlite:{}", data.join("demo.db").display());
    let holders: Vec<_> = [&database.url, &second]
        .into_iter()
        .map(|url| {
            let mut holder = benchside::db::Store::connect(url).unwrap();
            holder
                .batch_execute("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('a', 'b')")
                .unwrap();
            holder
        })
        .collect();
    let shown = data.display().to_string();
    let (url, file) = (database.url.clone(), database.file().display().to_string());
    let demo_file = data.join("demo.db").display().to_string();
    let waits = [
        (benchside(&["migrate", "--database", &url]), file.clone()),
        (serve(&settings(&url, free_port()), &[]), file),
        (benchside(&["demo", "--data", &shown, "--make-only"]), demo_file),
    ];
    // all of them at once: each waits for five seconds
    let waits: Vec<_> = waits
        .into_iter()
        .map(|(program, file)| {
            std::thread::spawn(move || {
                let begun = Instant::now();
                (program.run(), begun.elapsed(), file)
            })
        })
        .collect();
    for wait in waits {
        let (ended, took, file) = wait.join().unwrap();
        assert_eq!(
            ended.refusal(),
            format!("cannot open the database {file}: database is locked; another program holds it: stop that program, or try again")
        );
        assert!(took > Duration::from_secs(4), "it gave up after {took:?}");
    }
    for mut holder in holders {
        holder.batch_execute("ROLLBACK").unwrap();
    }
    benchside(&["migrate", "--database", &url]).run().success();
}

#[test]
fn a_database_that_is_let_go_in_time_is_used() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let mut holder = database.connect();
    holder.batch_execute("BEGIN IMMEDIATE").unwrap();
    let letting_go = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        holder.batch_execute("ROLLBACK").unwrap();
    });
    let ended = benchside(&["migrate", "--database", &database.url]).run();
    assert!(ended.success().contains("The schema was up to date."));
    letting_go.join().unwrap();
}

#[test]
fn a_path_below_a_file_cannot_be_a_folder() {
    let file = folder().join("a-file");
    std::fs::write(&file, "a letter").unwrap();
    let file = file.display().to_string();
    let data = format!("{file}/demo");
    let url = format!("sqlite:{file}/x.db");
    for ended in [
        benchside(&["demo", "--data", &data, "--make-only"]).run(),
        benchside(&["migrate", "--database", &url]).run(),
        serve(&settings(&url, free_port()), &[]).run(),
    ] {
        let said = ended.refusal();
        assert!(said.contains(&file) && said.contains("cannot be made"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a letter");
}

#[test]
fn a_folder_that_may_only_be_read_is_named() {
    let closed = folder();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o555)).unwrap();
    let shown = closed.display().to_string();
    let (deeper, url) = (format!("{shown}/demo"), format!("sqlite:{shown}/x.db"));
    for arguments in [
        &["demo", "--make-only", "--data", &shown][..],
        &["demo", "--make-only", "--data", &deeper],
        &["migrate", "--database", &url],
        &["audit", "--database", &url],
    ] {
        let program = or_skip!(benchside_as_a_stranger(arguments));
        let ended = program.run();
        let said = ended.refusal();
        assert!(
            said.contains(&shown) && (said.contains("writable for this user") || said.contains("this user may write")),
            "{arguments:?}: {said}"
        );
    }
    assert_eq!(std::fs::read_dir(&closed).unwrap().count(), 0);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_database_that_may_only_be_read_is_named() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let (folder, file) = (folder(), "benchside.db");
    let path = folder.join(file);
    std::fs::copy(database.file(), &path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    // SQLite makes files of its own beside it: where it could not, it would say so for another reason
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let (url, shown) = (format!("sqlite:{}", path.display()), path.display().to_string());
    let environment = settings(&url, free_port());
    let environment: Vec<(&str, &str)> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for arguments in [&["migrate"][..], &["serve"]] {
        let program = or_skip!(benchside_as_a_stranger(arguments));
        let ended = program.with(&environment).run();
        let said = ended.refusal();
        assert!(
            said.contains(&shown) && said.contains("make the file and its folder writable"),
            "{arguments:?}: {said}"
        );
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    // looking is not writing
    let audit = or_skip!(benchside_as_a_stranger(&["audit", "--database", &url]));
    assert!(audit.run().success().contains("ok "));
}

#[rstest]
#[actix_web::test]
async fn a_database_of_others_is_not_made_a_demonstration(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(person("Ann")).await;
    app.given(organisation("Volta Centre").provider()).await;
    let data = folder().display().to_string();
    let arguments = ["demo", "--make-only", "--data", &data, "--database", app.url()];
    let program = benchside(&arguments);
    let ended = actix_web::web::block(move || program.run()).await.unwrap();
    let said = ended.refusal();
    assert!(
        said.contains("did not make") && said.contains("--data") && said.contains("--database"),
        "{said}"
    );
    assert!(!Path::new(&data).join("demo.json").exists());
    let names: Vec<String> = app.read(|db| Ok(organisation::table.select(organisation::slug).load(db)?)).await;
    assert_eq!(names, ["volta-centre"]);
    app.sign_in(&ann.email, crate::support::PASSWORD).await;
}

/// Breaks a copy by hand, in a way that every constraint lets pass.
#[rstest]
#[actix_web::test]
async fn the_audit_lists_what_is_broken(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let provider = app.given(organisation("Volta Centre").provider()).await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(3)).await;
    let audit = |url: &str| {
        let program = benchside(&["audit", "--database", url]);
        async move { actix_web::web::block(move || program.run()).await.unwrap() }
    };
    let whole = audit(app.url()).await;
    assert!(!whole.success().contains("BROKEN"), "{whole:?}");
    app.write(|db| {
        Ok(db.batch_execute(
            "UPDATE offering SET held = 2, deadline_local = '2026-10-01T18:00', deadline_zone = 'Africa/Accra', deadline_at = '2026-10-01 17:00:00.000000'; DELETE FROM course_text",
        )?)
    })
    .await;
    let broken = audit(app.url()).await;
    assert_eq!(broken.refusal(), "3 promises are broken");
    let listed: Vec<&str> = broken.out.lines().filter(|line| line.starts_with("BROKEN")).collect();
    let about = format!(": 1, for example {}", run.id);
    assert!(
        listed[0].starts_with("BROKEN  an offering holds as many seats as its rows say") && listed[0].ends_with(&about),
        "{listed:?}"
    );
    assert!(
        listed[1].starts_with("BROKEN  every course, slot and organisation has one original text"),
        "{listed:?}"
    );
    assert!(
        listed[2].starts_with("BROKEN  deadlines are the instants of their local times") && listed[2].ends_with(&about),
        "{listed:?}"
    );
}
