//! The queue as administrators see it: what waits and why, without the secrets of letters; cancelling, sending again, lifting.

use benchside::db::Engine;
use benchside::db::schema::{audit_event, mail_suppression};
use benchside::kernel::{AnyId, MessageId, PersonId};
use benchside::queue::store::{self, Taken};
use benchside::queue::{Delivery, Message, MessageState};
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use super::queue::{letter, queue, queue_to, row, states};
use crate::support::{PASSWORD, TestApp, or_skip, person};

/// A worker takes the oldest and this comes of it.
async fn comes_of_it(app: &TestApp, delivery: Delivery) {
    let now = app.now();
    let taken: Taken = app.write(move |db| store::take(db, now)).await.expect("a message");
    assert!(app.write(move |db| store::settle(db, &taken, &delivery, now)).await);
}

/// What was done and by whom, by what it is called: the clock stands still, so nothing tells which came first.
async fn events(app: &TestApp) -> Vec<(String, String, Option<PersonId>, Option<AnyId>, String)> {
    app.read(|db| {
        Ok(audit_event::table
            .filter(audit_event::action.like("mail-%"))
            .order((audit_event::action, audit_event::result, audit_event::detail))
            .select((
                audit_event::action,
                audit_event::result,
                audit_event::actor_id,
                audit_event::entity_id,
                audit_event::detail,
            ))
            .load(db)?)
    })
    .await
}

#[rstest]
#[actix_web::test]
async fn an_administrator_sees_what_waits_and_why(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Joe").administrator()).await;
    queue_to(
        &app,
        &["ann@example.org", "dead@example.org", "ben@example.org", "cleo@example.org"],
    )
    .await;
    comes_of_it(&app, Delivery::Sent).await;
    comes_of_it(&app, Delivery::Refused(550, "550 nobody here".to_owned())).await;
    comes_of_it(&app, Delivery::Later("450 not now".to_owned())).await;
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    let page = joe.open("/administration/mail").await;
    assert_eq!(page.status, 200);
    assert_snapshot!("list_mail", page.main());
    let failed = joe.open("/administration/mail?state=failed&kind=seat-offered").await;
    assert!(failed.has("dead@example.org") && !failed.has("ann@example.org"));
    assert!(
        joe.open("/administration/mail?state=failed&kind=join")
            .await
            .has("There is no such letter")
    );
    assert!(joe.open("/administration/mail?state=nonsense&page=-7").await.has("ann@example.org"));
    let page = joe.open("/administration/mail/addresses").await;
    assert_snapshot!("list_suppressed", page.main());
    let arabic = joe.open("/administration/mail?lang=ar").await;
    assert!(arabic.has("dead@example.org") && arabic.has("تعذّر إرسالها"));
    app.later(chrono::TimeDelta::minutes(5));
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn a_long_list_has_pages(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Joe").administrator()).await;
    let to: Vec<String> = (0..45).map(|n| format!("p{n:02}@example.org")).collect();
    queue_to(&app, &to.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    let mut seen = Vec::new();
    for page in 1..=3 {
        let page = joe.open(&format!("/administration/mail?state=queued&page={page}")).await;
        seen.extend(to.iter().filter(|to| page.has(to)).cloned());
    }
    seen.sort_unstable();
    assert_eq!(seen, to, "each once");
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn nobody_but_administrators_sees_mail(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    app.given(person("Ann")).await;
    app.given(person("Awa").coordinator("au-western")).await;
    for email in ["ann@example.org", "awa@example.org"] {
        let browser = app.sign_in(email, PASSWORD).await;
        assert!(!browser.open("/me").await.html.contains("/administration/mail"), "{email}");
        for path in [
            "/administration/mail",
            "/administration/mail/addresses",
            &format!("/administration/mail/{id}"),
        ] {
            assert_eq!(browser.ask("GET", path).with_cookies().send().await.status, 403, "{email} {path}");
        }
        for path in [
            &format!("/administration/mail/{id}/cancel"),
            &format!("/administration/mail/{id}/again"),
        ] {
            assert_eq!(browser.ask("POST", path).form(&[]).send().await.status, 403, "{email} {path}");
        }
        let lift = browser
            .ask("POST", "/administration/mail/addresses")
            .form(&[("address", "ann@example.org")]);
        assert_eq!(lift.send().await.status, 403, "{email}");
    }
    assert_eq!(row(&app, id).await.state, MessageState::Queued);
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn what_a_mailed_link_opens_is_its_readers_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Joe").administrator()).await;
    app.given(person("Ann")).await;
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    // every letter that carries a token: joining, a new password, another address
    app.visitor()
        .ask("POST", "/join")
        .form(&[("email", "ben@example.org")])
        .send()
        .await;
    app.visitor()
        .ask("POST", "/reset")
        .form(&[("email", "ann@example.org")])
        .send()
        .await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    ann.ask("POST", "/me/security/addresses")
        .form(&[("email", "ann@work.example")])
        .send()
        .await;
    let rows = app
        .read(|db| {
            let filter = store::Filter {
                state: None,
                kind: None,
                page: benchside::kernel::page::PageNumber::new(1),
            };
            store::list(db, &filter)
        })
        .await
        .0;
    assert_eq!(rows.len(), 3);
    let mut pages = String::new();
    for row in &rows {
        let page = joe.open(&format!("/administration/mail/{}", row.id)).await;
        assert_eq!(page.status, 200);
        if row.kind == "reset" {
            assert_snapshot!("show_mail", page.main());
        }
        pages.push_str(&page.html);
    }
    pages.push_str(&joe.open("/administration/mail").await.html);
    for letter in app.mail().await.letters() {
        let token = letter
            .text
            .lines()
            .find(|line| line.starts_with("http"))
            .expect("a link")
            .rsplit('/')
            .next();
        let token = token.expect("a token");
        assert!(token.len() > 30, "{token}");
        assert!(!pages.contains(token), "{}", letter.subject);
    }
}

#[rstest]
#[actix_web::test]
async fn a_letter_is_cancelled_and_sent_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let joe_is = app.given(person("Joe").administrator()).await.id;
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    let path = format!("/administration/mail/{id}");
    let page = joe.open(&path).await.submit("Do not send it").await;
    assert_eq!(page.flash().as_deref(), Some("The letter will not be sent."));
    assert!(app.mail().await.letters().is_empty());

    let page = page.submit("Send it again").await;
    assert_eq!(page.flash().as_deref(), Some("The letter is queued again."));
    assert_eq!(app.mail().await.to("ann@example.org").id, id);

    // what was sent is neither cancelled nor sent again, whoever still has the button
    for (button, flash) in [("cancel", "mail-not-waiting"), ("again", "mail-not-again")] {
        let answer = joe.ask("POST", &format!("{path}/{button}")).form(&[]).send().await;
        assert_eq!(answer.status, 303);
        assert!(answer.set_cookies().iter().any(|cookie| cookie.contains(flash)), "{button}");
    }
    assert!(app.mail().await.letters().is_empty());
    assert_eq!(states(&app).await, [(MessageState::Sent, 1)]);
    let done: Vec<_> = events(&app)
        .await
        .into_iter()
        .map(|(action, result, actor, entity, detail)| {
            assert_eq!(
                (actor, entity, detail.as_str()),
                (
                    Some(joe_is),
                    Some(AnyId::of(id)),
                    if result == "done" { "seat-offered" } else { "" }
                )
            );
            format!("{action} {result}")
        })
        .collect();
    assert_eq!(
        done,
        ["mail-again done", "mail-again refused", "mail-cancel done", "mail-cancel refused"]
    );
    // nothing is where nothing is
    let nothing: MessageId = app.app().new_id();
    for path in [
        format!("/administration/mail/{nothing}"),
        "/administration/mail/nonsense".to_owned(),
    ] {
        assert_eq!(joe.open(&path).await.status, 404);
    }
}

#[rstest]
#[actix_web::test]
async fn what_failed_starts_again_with_all_its_attempts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Joe").administrator()).await;
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    comes_of_it(&app, Delivery::Never("554 no".to_owned())).await;
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    joe.open(&format!("/administration/mail/{id}")).await.submit("Send it again").await;
    let again = row(&app, id).await;
    assert_eq!((again.state, again.attempts, again.last_error), (MessageState::Queued, 0, None));
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn an_address_is_written_to_again_when_an_administrator_says_so(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let joe_is = app.given(person("Joe").administrator()).await.id;
    let id = queue_to(&app, &["Dead@example.org"]).await[0];
    comes_of_it(&app, Delivery::Refused(550, "550 nobody here".to_owned())).await;
    queue(&app, vec![letter(&app, "other@example.org", "other")]).await;
    comes_of_it(&app, Delivery::Refused(553, "553 nobody here".to_owned())).await;
    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    let page = joe.open(&format!("/administration/mail/{id}")).await;
    assert!(page.has("Nothing is written to this address"));
    let page = page.submit("Write to it again").await;
    assert_eq!(page.flash().as_deref(), Some("The address is written to again."));
    assert!(!page.has("Nothing is written to this address"));
    page.submit("Send it again").await;
    assert_eq!(app.mail().await.letters().len(), 1);

    // by the list, with the address in no path
    let page = joe.open("/administration/mail/addresses").await;
    assert!(page.has("other@example.org") && !page.has("dead@example.org"));
    let page = page.submit("Write to it again: other@example.org").await;
    assert_eq!(page.url, "/administration/mail/addresses");
    assert!(page.has("No address"));
    let lifted: Vec<Option<PersonId>> = app
        .read(|db| Ok(mail_suppression::table.select(mail_suppression::lifted_by).load(db)?))
        .await;
    assert_eq!(lifted, [Some(joe_is), Some(joe_is)]);
    let done: Vec<_> = events(&app)
        .await
        .into_iter()
        .map(|event| format!("{} {} {}", event.0, event.1, event.4))
        .collect();
    assert_eq!(done, ["mail-again done seat-offered", "mail-lift done 550", "mail-lift done 553"]);

    // a letter comes back again: it is held back again
    queue(
        &app,
        vec![Message {
            id: app.app().new_id(),
            ..letter(&app, "dead@example.org", "once more")
        }],
    )
    .await;
    comes_of_it(&app, Delivery::Refused(550, "550 nobody here".to_owned())).await;
    assert!(app.read(|db| store::find_suppressed(db, "dead@example.org")).await.is_some());
}
