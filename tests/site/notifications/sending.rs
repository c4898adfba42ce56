//! Against a mail server that refuses, stalls and hangs up at every step of a conversation.

use std::time::Instant;

use benchside::db::Engine;
use benchside::kernel::MessageId;
use benchside::notifications::mailer::Mailer;
use benchside::queue::MessageState;
use benchside::queue::store::{self, LEASE};
use benchside::queue::worker::{self, Round};
use chrono::TimeDelta;
use rstest::rstest;

use super::queue::{letter, queue, queue_to, row, states};
use crate::support::smtp::{Act, Identity, SmtpServer, Step, kept, mailer};
use crate::support::{PASSWORD, TestApp, or_skip, person};

pub(super) async fn round(app: &TestApp, mailer: &Mailer) -> Round {
    let app = app.app();
    worker::run_once(&app.store, mailer, &app.clock).await.expect("the queue")
}

/// State, attempts, what went wrong.
async fn told(app: &TestApp, id: MessageId) -> (MessageState, i32, String) {
    let row = row(app, id).await;
    (row.state, row.attempts, row.last_error.unwrap_or_default())
}

#[rstest]
#[actix_web::test]
async fn a_letter_is_sent_encrypted_over_one_connection(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    queue_to(&app, &["a@example.org", "b@example.org", "c@example.org"]).await;
    let server = SmtpServer::encrypted();
    let done = round(&app, &server.mailer()).await;
    assert_eq!((done.settled, done.is_down), (3, false));
    let taken = server.taken();
    assert_eq!((taken.len(), server.connections()), (3, 1));
    for seen in &taken {
        assert!(seen.is_encrypted);
        assert!(seen.from.starts_with("MAIL FROM:<network@benchside.example>"), "{}", seen.from);
        assert_eq!(seen.to.len(), 1, "one recipient a message");
        assert!(
            seen.data.contains("\r\n.a line that begins with a dot"),
            "dots survive: {}",
            seen.data
        );
    }
    assert_eq!(
        server.heard_in_clear(),
        ["EHLO benchside.example", "STARTTLS"],
        "nothing but the beginning is said in clear"
    );
}

#[rstest]
#[case(Step::Greeting, "421 too many", true)]
#[case(Step::Hello, "421 later", true)]
#[case(Step::StartTls, "454 not now", true)]
#[case(Step::Sender, "451 not now", true)]
#[case(Step::Recipient, "450 greylisted", false)]
#[case(Step::Recipient, "421 shutting down", true)]
#[case(Step::Data, "451 not now", false)]
#[case(Step::Content, "452 full", false)]
#[actix_web::test]
async fn a_temporary_refusal_puts_a_message_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] step: Step,
    #[case] says: &'static str,
    #[case] is_down: bool,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    let server = SmtpServer::encrypted();
    server.at(step, Act::Say(says), Some(1));
    let mailer = server.mailer();
    assert_eq!(round(&app, &mailer).await.is_down, is_down);
    let (state, attempts, why) = told(&app, id).await;
    assert_eq!((state, attempts), (MessageState::Queued, i32::from(!is_down)), "{why}");
    assert!(why.contains(&says[4..]), "{why}");
    assert!(server.taken().is_empty());

    app.later(TimeDelta::minutes(5));
    assert_eq!(round(&app, &mailer).await.settled, 1);
    assert_eq!(told(&app, id).await, (MessageState::Sent, attempts + 1, String::new()));
    assert_eq!(server.taken().len(), 1);
    assert!(app.read(|db| store::find_suppressed(db, "ann@example.org")).await.is_none());
}

#[rstest]
#[case(Step::Recipient, "550 5.1.1 nobody here", true)]
#[case(Step::Recipient, "553 what a name", true)]
#[case(Step::Recipient, "550 5.7.1 no relaying for you", false)]
#[case(Step::Recipient, "530 sign in first", false)]
#[case(Step::Data, "554 no", false)]
#[case(Step::Content, "554 5.6.0 I do not like what it says", false)]
#[actix_web::test]
async fn a_refusal_for_good_fails_the_message_and_the_address_where_it_is_meant(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] step: Step,
    #[case] says: &'static str,
    #[case] is_the_address: bool,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ids = queue_to(&app, &["dead@example.org", "ann@example.org"]).await;
    let server = SmtpServer::encrypted();
    server.at_for(step, Act::Say(says), "dead@", None);
    assert_eq!(round(&app, &server.mailer()).await.settled, 2);
    let (state, _, why) = told(&app, ids[0]).await;
    assert_eq!(state, MessageState::Failed);
    assert!(why.contains(&says[4..]), "{why}");
    assert_eq!(told(&app, ids[1]).await.0, MessageState::Sent, "the next one goes out");
    let known = app.read(|db| store::find_suppressed(db, "dead@example.org")).await;
    assert_eq!(known.map(|known| known.reason), is_the_address.then(|| says[..3].to_owned()));
}

#[rstest]
#[actix_web::test]
async fn a_server_that_takes_no_mail_at_all_costs_no_message(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    let server = SmtpServer::encrypted();
    server.at(Step::Sender, Act::Say("550 we do not know you"), None);
    let mailer = server.mailer();
    for _ in 0..20 {
        assert!(round(&app, &mailer).await.is_down);
        app.later(TimeDelta::minutes(1));
    }
    assert_eq!(told(&app, id).await.0, MessageState::Queued);
    server.behave();
    round(&app, &mailer).await;
    assert_eq!(told(&app, id).await.0, MessageState::Sent);
}

#[rstest]
#[case(Step::Greeting)]
#[case(Step::Hello)]
#[case(Step::StartTls)]
#[case(Step::Sender)]
#[case(Step::Recipient)]
#[case(Step::Data)]
#[case(Step::Content)]
#[actix_web::test]
async fn a_server_that_falls_silent_gives_the_message_back_before_its_lease_ends(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] step: Step,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let id = queue_to(&app, &["ann@example.org"]).await[0];
    let server = SmtpServer::encrypted();
    server.at(step, Act::FallSilent, Some(1));
    let mailer = server.mailer();
    let begun = Instant::now();
    assert!(round(&app, &mailer).await.is_down);
    // a second for the step, and not as many as a lease has
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    let (state, _, why) = told(&app, id).await;
    assert_eq!(state, MessageState::Queued);
    assert!(why.contains("silent"), "{why}");
    app.later(TimeDelta::minutes(5));
    round(&app, &mailer).await;
    assert_eq!(told(&app, id).await.0, MessageState::Sent);
}

/// Steps have twenty seconds at most, and an attempt has six of them: less than the lease.
#[test]
fn an_attempt_ends_before_its_lease() {
    let most = |name: &str| {
        let value = match name {
            "DATABASE_URL" => "sqlite:x",
            "BASE_URL" => "https://a.example",
            "SECRET" => "0123456789abcdef0123456789abcdef",
            "SMTP_HOST" => "mail.example",
            "MAIL_FROM" => "network@benchside.example",
            "SMTP_TIMEOUT" => "3600",
            _ => return None,
        };
        Some(value.to_owned())
    };
    let config = benchside::config::serve(most).expect("settings");
    let benchside::config::Mail::Smtp(smtp) = config.mail else {
        panic!("a mail server was set");
    };
    assert_eq!(smtp.step.as_secs(), 20);
    assert!(LEASE.num_seconds() >= 120);
}

#[rstest]
#[actix_web::test]
async fn hanging_up_after_the_final_dot_gives_the_same_message_once_more(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let mut written = letter(&app, "ann@example.org", "x");
    written.html = Some("<p>Hello</p>".to_owned());
    let id = queue(&app, vec![written]).await[0];
    let server = SmtpServer::encrypted();
    server.at(Step::Content, Act::HangUp, Some(1));
    let mailer = server.mailer();
    round(&app, &mailer).await;
    assert_eq!(told(&app, id).await.0, MessageState::Queued, "nobody knows whether it was taken");
    app.later(TimeDelta::minutes(5));
    round(&app, &mailer).await;
    assert_eq!(told(&app, id).await.0, MessageState::Sent);
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0].header("message-id"), format!("<{id}@benchside.example>"));
    assert_eq!(
        taken[0].data, taken[1].data,
        "to the last byte, so that the reader's server sees it"
    );
}

#[rstest]
#[actix_web::test]
async fn a_connection_that_was_closed_while_idle_is_made_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    queue_to(&app, &["a@example.org"]).await;
    let server = SmtpServer::encrypted();
    let mailer = server.mailer();
    round(&app, &mailer).await;
    // the server says so at the next word
    server.at(Step::Sender, Act::Say("421 you were idle for long"), Some(1));
    queue(&app, vec![letter(&app, "b@example.org", "later")]).await;
    let done = round(&app, &mailer).await;
    assert_eq!((done.is_down, server.taken().len(), server.connections()), (false, 2, 2));
}

/// Nothing of any message is sent; the message waits, and an administrator is warned after a quarter of an hour.
async fn stays_queued(app: &TestApp, server: &SmtpServer, mailer: &Mailer, why: &str) {
    app.given(person("Joe").administrator()).await;
    let id = queue_to(app, &["ann@example.org"]).await[0];
    assert!(round(app, mailer).await.is_down);
    let (state, attempts, said) = told(app, id).await;
    assert_eq!((state, attempts), (MessageState::Queued, 0));
    assert!(said.contains(why), "{said}");
    let heard = server.heard_in_clear();
    let may = |line: &String| ["EHLO benchside.example", "STARTTLS", "QUIT"].contains(&line.as_str());
    assert!(!heard.is_empty() && heard.iter().all(may), "said in clear: {heard:?}");
    assert!(server.seen().is_empty());

    let joe = app.sign_in("joe@example.org", PASSWORD).await;
    let warning = "letter has waited for more than 15 minutes";
    assert!(!joe.open("/me").await.has(warning) && !joe.open("/administration/mail").await.has(warning));
    app.later(TimeDelta::minutes(16));
    assert!(joe.open("/me").await.has(warning) && joe.open("/administration/mail").await.has(warning));
    app.mail().await;
    assert!(!joe.open("/me").await.has(warning));
}

#[rstest]
#[actix_web::test]
async fn sec_55_without_starttls_nothing_is_sent_in_clear(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let server = SmtpServer::in_clear();
    stays_queued(&app, &server, &server.mailer(), "STARTTLS").await;
}

#[rstest]
#[actix_web::test]
async fn sec_55_a_certificate_that_nobody_vouches_for_is_not_trusted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let server = SmtpServer::encrypted();
    let mut settings = server.settings();
    settings.roots = Some(kept(&Identity::of("localhost").certificate));
    stays_queued(&app, &server, &mailer(settings), "certificate").await;
}

#[rstest]
#[actix_web::test]
async fn sec_55_a_certificate_for_another_name_is_not_trusted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let server = SmtpServer::called("mail.elsewhere.example");
    stays_queued(&app, &server, &server.mailer(), "certificate").await;
}

/// The control: where it is set so, and only there, a relay on this machine is spoken to in clear.
#[rstest]
#[actix_web::test]
async fn a_relay_on_this_machine_may_be_spoken_to_in_clear_where_that_is_set(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    queue_to(&app, &["ann@example.org"]).await;
    let server = SmtpServer::in_clear();
    let mut settings = server.settings();
    settings.plaintext = true;
    round(&app, &mailer(settings)).await;
    assert_eq!(states(&app).await, [(MessageState::Sent, 1)]);
    assert!(!server.taken()[0].is_encrypted);
}
