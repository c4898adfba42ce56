//! A dead mail server is nobody's business who opens a page or sends a form.

use std::time::{Duration, Instant};

use benchside::db::Engine;
use benchside::queue::MessageState;
use benchside::queue::worker::{self, Running};
use chrono::TimeDelta;
use rstest::rstest;

use super::queue::states;
use crate::support::smtp::{Act, SmtpServer, Step};
use crate::support::{TestApp, or_skip};

/// So many pages and so many forms are measured in each half.
const EACH: usize = 60;

/// Medians: a page that anybody opens, and a form that queues a letter.
async fn medians(app: &TestApp, name: &str) -> (Duration, Duration) {
    let (mut pages, mut forms) = (Vec::new(), Vec::new());
    let visitor = app.visitor();
    for number in 0..EACH {
        let begun = Instant::now();
        assert_eq!(visitor.ask("GET", "/sign-in").send().await.status, 200);
        pages.push(begun.elapsed());
        let email = format!("{name}{number}@example.org");
        let begun = Instant::now();
        assert_eq!(visitor.ask("POST", "/join").form(&[("email", &email)]).send().await.status, 200);
        forms.push(begun.elapsed());
    }
    pages.sort_unstable();
    forms.sort_unstable();
    (pages[EACH / 2], forms[EACH / 2])
}

/// Medians of the same run are compared, and three times as long is still let pass: other tests keep the machine busy meanwhile. What
/// this finds is a page that waits for the mail server, which would wait for a second here.
#[rstest]
#[actix_web::test]
async fn pages_do_not_notice_a_mail_server_that_stalls(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (page_before, form_before) = medians(&app, "before").await;
    let server = SmtpServer::encrypted();
    server.at(Step::Content, Act::FallSilent, None);
    let (store, clock, mailer) = (app.app().store.clone(), app.app().clock.clone(), server.mailer());
    let running = Running::start(move |stop| {
        let (store, clock, mailer) = (store.clone(), clock.clone(), mailer.clone());
        async move { worker::run(&store, &mailer, &clock, stop).await }
    });
    let (page, form) = medians(&app, "after").await;
    while server.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    running.stop().await;
    let floor = Duration::from_millis(5);
    assert!(page < page_before.max(floor) * 3, "a page: {page:?} beside {page_before:?}");
    assert!(form < form_before.max(floor) * 3, "a form: {form:?} beside {form_before:?}");
    assert!(states(&app).await.iter().all(|(state, _)| *state == MessageState::Queued));
    app.later(TimeDelta::minutes(5));
    app.mail().await;
}
