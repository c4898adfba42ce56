//! Consents and letters that can be chosen: each by itself, nothing given beforehand, withdrawn with an effect.

use benchside::db::Engine;
use benchside::db::schema::{consent, mail_preference, message, offering};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{EmailId, EmploymentId, EvidenceId, PersonId, WishId};
use benchside::needs::store::{Wish, insert_wish};
use benchside::notifications::jobs::tell_of_wishes;
use benchside::people::store::NewStaff;
use benchside::skills::store::{NewEvidence, insert_evidence};
use benchside::skills::{Grade, Level};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Browser, Organisation, PASSWORD, Person, Run, TestApp, offering_of, or_skip, organisation, person};

/// Works for an organisation.
pub(super) async fn employ(app: &TestApp, whose: &Person, org: &Organisation) {
    use benchside::db::schema::employment;
    let (id, now, person, org): (EmploymentId, _, _, _) = (app.app().new_id(), app.now(), whose.id, org.id);
    app.write(move |db| {
        diesel::insert_into(employment::table)
            .values((
                employment::id.eq(id),
                employment::person_id.eq(person),
                employment::org_id.eq(org),
                employment::post.eq(Some("Operator")),
                employment::created_at.eq(now),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
}

/// Says of themselves that they can do something.
pub(super) async fn declare(app: &TestApp, whose: &Person) {
    let new = NewEvidence {
        id: app.app().new_id::<EvidenceId>(),
        person: whose.id,
        org: None,
        skill: "MFG-4".parse().expect("a skill"),
        level: Level::try_from(3).expect("a level"),
        grade: Grade::Declared,
        observed_on: app.now().day(),
        source: "my own word on filling".to_owned(),
        recorded_by: Some(whose.id),
    };
    let now = app.now();
    app.write(move |db| insert_evidence(db, &new, now)).await;
}

#[rstest]
#[actix_web::test]
async fn sec_66_an_employer_sees_own_words_only_with_consent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (ann, boss) = (app.given(person("Ann")).await, app.given(person("Boss")).await);
    let agency = app
        .given(organisation("Kafue Inspectorate").agency().member(&boss, MemberRole::Owner))
        .await;
    employ(&app, &ann, &agency).await;
    declare(&app, &ann).await;
    let (id, boss) = (ann.id, app.sign_in(&boss.email, PASSWORD).await);
    let ann = app.sign_in(&ann.email, PASSWORD).await;
    let path = format!("/for/{}/staff/{id}", agency.id);
    let shows = async |browser: &Browser| browser.open(&path).await.has("my own word on filling");
    assert!(!shows(&boss).await, "nothing is given beforehand");
    let page = ann.open("/me/data").await;
    assert!(!page.has("Given"), "{}", page.main());
    insta::assert_snapshot!("own_data", page.main());
    let page = page.submit("I consent: Your employer sees levels that you entered yourself").await;
    assert_eq!(page.flash().as_deref(), Some("Your consent is noted."));
    assert!(shows(&boss).await);
    let given = |db: &mut benchside::db::Db| {
        Ok(consent::table
            .select((consent::purpose, consent::version, consent::withdrawn_at.is_null()))
            .load::<(String, String, bool)>(db)?)
    };
    // the other purpose is not given with it
    assert_eq!(app.read(given).await, [("declared-levels".to_owned(), "2026-11".to_owned(), true)]);
    app.later(TimeDelta::hours(1));
    let page = page.submit("Withdraw: Your employer sees levels that you entered yourself").await;
    assert!(!shows(&boss).await);
    // the history stays
    insta::assert_snapshot!("own_data_withdrawn", page.main());
    assert_eq!(app.read(given).await, [("declared-levels".to_owned(), "2026-11".to_owned(), false)]);
}

/// Somebody wished for a course before it was announced.
async fn wish(app: &TestApp, whose: &Person) {
    let new = Wish {
        id: app.app().new_id::<WishId>(),
        person: Some(whose.id),
        skill: Some("MFG-4".parse().expect("a skill")),
        field: None,
        level: Some(2),
        country: None,
        grouping: None,
        language: None,
        mode: None,
        words: String::new(),
    };
    let at = app.now() - TimeDelta::days(1);
    app.write(move |db| insert_wish(db, &new, at)).await;
}

async fn announce(app: &TestApp) -> Run {
    let provider = app.given(organisation("Volta Centre").provider()).await;
    app.given(offering_of(&provider, "Aseptic filling")).await
}

async fn told(app: &TestApp) -> usize {
    tell_of_wishes(app.app()).await.expect("the letters");
    app.mail().await.letters().len()
}

#[rstest]
#[actix_web::test]
async fn sec_66_a_wish_is_followed_up_only_with_consent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let person = app.given(person("Ann")).await;
    wish(&app, &person).await;
    let run = announce(&app).await;
    assert_eq!(told(&app).await, 0);
    let ann = app.sign_in(&person.email, PASSWORD).await;
    let give = "I consent: A letter when a course is announced that you wished for";
    ann.open("/me/data").await.submit(give).await;
    tell_of_wishes(app.app()).await.expect("the letters");
    let post = app.mail().await;
    insta::assert_snapshot!("wish_met", post.to_string());
    assert!(post.link("ann@example.org").contains(&run.id.to_string()));
    assert_eq!(told(&app).await, 0, "once");

    // withdrawn: the next wish is not followed up
    wish(&app, &person).await;
    let withdraw = "Withdraw: A letter when a course is announced that you wished for";
    ann.open("/me/data").await.submit(withdraw).await;
    assert_eq!(told(&app).await, 0);
    ann.open("/me/data").await.submit(give).await;
    assert_eq!(told(&app).await, 1);
    // and a wish that nothing meets is not
    app.write(|db| Ok(diesel::update(offering::table).set(offering::state.eq("cancelled")).execute(db)?))
        .await;
    wish(&app, &person).await;
    assert_eq!(told(&app).await, 0);
}

#[rstest]
#[actix_web::test]
async fn sec_70_letters_that_can_be_chosen_name_a_way_out_without_signing_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let person = app.given(person("Ann")).await;
    announce(&app).await;
    wish(&app, &person).await;
    let ann = app.sign_in(&person.email, PASSWORD).await;
    ann.open("/me/data")
        .await
        .submit("I consent: A letter when a course is announced that you wished for")
        .await;
    tell_of_wishes(app.app()).await.expect("the letters");
    let post = app.mail().await;
    let link = post.to(&person.email).unsubscribe.clone().expect("a way out");
    let path = link.strip_prefix(&app.app().config.site.base_url).expect("of this site").to_owned();

    // as a mail program asks: no cookie, no origin, one field
    let visitor = app.visitor();
    assert_eq!(visitor.open(&path).await.status, 200);
    let wanted = |db: &mut benchside::db::Db| Ok(mail_preference::table.select(mail_preference::is_wanted).load::<bool>(db)?);
    assert_eq!(app.read(wanted).await, [true], "looking changes nothing");
    let asked = visitor
        .ask("POST", &path)
        .body("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    assert_eq!(asked.send().await.status, 200);
    wish(&app, &person).await;
    assert_eq!(told(&app).await, 0);
    let page = ann.open("/me/data").await.tick("Courses that you wished for").submit("Save").await;
    assert_eq!(page.flash().as_deref(), Some("Your choice is kept."));
    assert_eq!(told(&app).await, 1);

    // a token that was tampered with names nobody
    let other = path.replace(&person.id.to_string(), "01k4xjz8g0e1tqwrty2ps3df4g");
    for bad in [
        other.as_str(),
        "/unsubscribe/x",
        "/unsubscribe/courses.01k4xjz8g0e1tqwrty2ps3df4g.00",
    ] {
        assert_eq!(visitor.ask("GET", bad).send().await.status, 404, "{bad}");
        assert_eq!(visitor.ask("POST", bad).send().await.status, 404, "{bad}");
    }
}

/// What concerns the account comes whatever was chosen, and names no way out.
#[rstest]
#[actix_web::test]
async fn sec_70_letters_about_safety_always_come(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let give = "I consent: A letter when a course is announced that you wished for";
    ann.open("/me/data").await.submit(give).await;
    ann.open("/me/data")
        .await
        .untick("Courses that you wished for")
        .submit("Save")
        .await;
    ann.open("/me/data").await.submit("Get a copy of my data").await;
    let post = app.mail().await;
    assert_eq!(post.to("ann@example.org").unsubscribe, None);
    let stored: Vec<Option<String>> = app.read(|db| Ok(message::table.select(message::unsubscribe_url).load(db)?)).await;
    assert_eq!(stored, [None]);
}

/// Somebody whom an agency entered, without an account.
pub(super) fn staff_of(app: &TestApp, name: &str, email: &str) -> NewStaff {
    NewStaff {
        person: app.app().new_id::<PersonId>(),
        employment: app.app().new_id::<EmploymentId>(),
        email: app.app().new_id::<EmailId>(),
        name: name.to_owned(),
        address: Some((email.to_owned(), email.to_lowercase())),
        staff_number: Some("N-1".to_owned()),
        post: Some("Operator".to_owned()),
        country: None,
        birth_year: None,
        sector: None,
        languages: Vec::new(),
    }
}
