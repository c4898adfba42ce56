//! Pages that are kept for visitors: a change that is published is seen at once where it was made and soon in every other process,
//! and what changes nothing on them leaves them alone.

use std::time::{Duration, Instant};

use benchside::db::schema::course_text;
use benchside::db::versions::{Topic, bump};
use benchside::db::{Db, Engine, Result, Store};
use benchside::kernel::actor::MemberRole;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, Person, Run, TestApp, offering_of, or_skip, organisation, person};

/// The longest that another process may take to see a change.
const SEEN_WITHIN: Duration = Duration::from_secs(10);

struct Published {
    owner: Person,
    run: Run,
    /// Where the provider changes the course.
    edit: String,
}

async fn published(app: &TestApp) -> Published {
    let owner = app.given(person("Olu")).await;
    let provider = organisation("Volta Centre").provider().country("GHA");
    let provider = app.given(provider.member(&owner, MemberRole::Owner)).await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    let edit = format!("/for/{}/courses/{}/edit", provider.id, run.course);
    Published { owner, run, edit }
}

async fn shows(visitor: &Browser, path: &str, title: &str) -> bool {
    visitor.ask("GET", path).send().await.body.contains(title)
}

async fn rename_by_form(app: &TestApp, published: &Published, title: &str) {
    let olu = app.sign_in(&published.owner.email, PASSWORD).await;
    let page = olu.open(&published.edit).await.fill("Title", title);
    let saved = page.submit("Save changes").await;
    assert!(saved.flash().is_some(), "{}", saved.main());
}

/// Renames the course behind the program's back.
fn rename(db: &mut Db, title: &str) -> Result<()> {
    diesel::update(course_text::table).set(course_text::title.eq(title)).execute(db)?;
    Ok(())
}

#[rstest]
#[actix_web::test]
async fn what_is_published_is_seen_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let published = published(&app).await;
    let visitor = app.visitor();
    for path in ["/courses", published.run.path.as_str()] {
        assert!(shows(&visitor, path, "Aseptic filling").await, "{path}");
    }
    rename_by_form(&app, &published, "Sterile filtration").await;
    for path in ["/courses", published.run.path.as_str()] {
        assert!(shows(&visitor, path, "Sterile filtration").await, "{path}");
    }
}

#[rstest]
#[actix_web::test]
async fn another_process_sees_it_soon(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let published = published(&app).await;
    let twin = app.twin();
    let elsewhere = twin.visitor();
    assert!(shows(&elsewhere, "/courses", "Aseptic filling").await);
    rename_by_form(&app, &published, "Sterile filtration").await;
    let since = Instant::now();
    while !shows(&elsewhere, "/courses", "Sterile filtration").await {
        assert!(since.elapsed() < SEEN_WITHIN, "the other process still shows the former title");
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The page that is kept is told from a new one by a title that was changed without a word to anybody. The negative control: the same
/// with the word, and the page is a new one.
#[rstest]
#[actix_web::test]
async fn a_sign_in_leaves_kept_pages_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let published = published(&app).await;
    let visitor = app.visitor();
    assert!(shows(&visitor, "/courses?mode=classroom&skill=MFG-4", "Aseptic filling").await);
    let mut beside = Store::connect(app.url()).expect("a connection");
    rename(&mut beside, "Aseptic filtration").expect("another title");
    app.sign_in(&published.owner.email, PASSWORD).await;
    // the same question in other words has the same page
    for path in [
        "/courses?mode=classroom&skill=MFG-4",
        "/courses?place=&skill=MFG-4&mode=classroom&skill=MFG-4",
    ] {
        assert!(shows(&visitor, path, "Aseptic filling").await, "{path} was not kept");
    }
    app.write(|db| bump(db, Topic::Catalogue)).await;
    assert!(shows(&visitor, "/courses?mode=classroom&skill=MFG-4", "Aseptic filtration").await);
}

/// Somebody who is signed in is never shown what is kept for visitors.
#[rstest]
#[actix_web::test]
async fn whoever_is_signed_in_has_pages_of_their_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let published = published(&app).await;
    let olu = app.sign_in(&published.owner.email, PASSWORD).await;
    assert!(shows(&app.visitor(), "/courses", "Aseptic filling").await);
    let mut beside = Store::connect(app.url()).expect("a connection");
    rename(&mut beside, "Aseptic filtration").expect("another title");
    let own = olu.ask("GET", "/courses").with_cookies().send().await;
    assert!(own.body.contains("Aseptic filtration") && own.body.contains("/sign-out"));
    let kept = app.visitor().ask("GET", "/courses").send().await;
    assert!(kept.body.contains("Aseptic filling") && !kept.body.contains("/sign-out"));
}

/// Every write that changes what is public says so, and no other does.
#[rstest]
#[actix_web::test]
async fn a_seat_changes_no_version(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let published = published(&app).await;
    let before = app.read(benchside::db::versions::read).await;
    let ann = app.sign_in_as(person("Ann")).await;
    ann.open(format!("{}/apply", published.run.path))
        .await
        .submit("Apply for a seat")
        .await;
    assert_eq!(app.read(benchside::db::versions::read).await, before);
    rename_by_form(&app, &published, "Sterile filtration").await;
    let after = app.read(benchside::db::versions::read).await;
    assert_eq!(after.of(&[Topic::Catalogue]), before.of(&[Topic::Catalogue]) + 1);
    assert_eq!(
        after.of(&[Topic::Figures, Topic::Placements]),
        before.of(&[Topic::Figures, Topic::Placements])
    );
    benchside::dashboards::jobs::take_snapshot(app.app()).await.expect("a snapshot");
    let counted = app.read(benchside::db::versions::read).await;
    assert_eq!(counted.of(&[Topic::Figures]), before.of(&[Topic::Figures]) + 1);
}
