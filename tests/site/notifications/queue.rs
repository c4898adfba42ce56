//! The queue by itself: who holds a message, what becomes of it, and what is never sent.

use std::cell::RefCell;
use std::time::Duration;

use benchside::db::Engine;
use benchside::db::schema::{message, seat};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{MessageId, SeatId};
use benchside::queue::store::{self, LEASE, Row};
use benchside::queue::worker::{self, Running};
use benchside::queue::{Delivery, Letter, Message, MessageState, SUPPRESSED};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, TestApp, offering_of, or_skip, organisation, person};

/// A short letter, in plain text, a moment younger than the one before.
pub(super) fn letter(app: &TestApp, to: &str, key: &str) -> Message {
    app.later(TimeDelta::milliseconds(1));
    Message {
        id: app.app().new_id(),
        kind: "seat-offered",
        dedupe_key: key.to_owned(),
        person: None,
        org: None,
        to: to.to_owned(),
        language: "en".to_owned(),
        subject: format!("A seat for you ({key})"),
        text: format!("Hello,\n.a line that begins with a dot, for {key}\n"),
        html: None,
        about: None,
        unsubscribe: None,
    }
}

/// Queues letters; gives their ids in order.
pub(super) async fn queue(app: &TestApp, letters: Vec<Message>) -> Vec<MessageId> {
    let now = app.now();
    let ids = letters.iter().map(|letter| letter.id).collect();
    app.write(move |db| letters.iter().try_for_each(|letter| store::put(db, letter, now)))
        .await;
    ids
}

pub(super) async fn queue_to(app: &TestApp, to: &[&str]) -> Vec<MessageId> {
    let letters = to.iter().enumerate().map(|(n, to)| letter(app, to, &n.to_string()));
    queue(app, letters.collect()).await
}

pub(super) async fn row(app: &TestApp, id: MessageId) -> Row {
    app.read(move |db| store::get(db, id)).await.row
}

pub(super) async fn states(app: &TestApp) -> Vec<(MessageState, i64)> {
    let counts = app.read(store::count_by_state).await;
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Says of each letter what a list says, then that it was sent; keeps to whom it was asked to send.
#[derive(Default)]
struct Post {
    says: RefCell<Vec<Delivery>>,
    asked: RefCell<Vec<String>>,
}

impl Post {
    fn saying(says: &[Delivery]) -> Self {
        Self {
            says: RefCell::new(says.iter().rev().cloned().collect()),
            ..Self::default()
        }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.borrow_mut())
    }
}

impl worker::Send for Post {
    async fn send(&self, letter: &Letter) -> Delivery {
        self.asked.borrow_mut().push(letter.to.clone());
        self.says.borrow_mut().pop().unwrap_or(Delivery::Sent)
    }
}

async fn round(app: &TestApp, post: &impl worker::Send) -> worker::Round {
    let app = app.app();
    worker::run_once(&app.store, post, &app.clock).await.expect("the queue")
}

#[rstest]
#[actix_web::test]
async fn a_worker_whose_lease_was_taken_over_settles_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ids = queue_to(&app, &["ann@example.org"]).await;
    let now = app.now();
    let first = app.write(move |db| store::take(db, now)).await.expect("a message");
    assert!(app.write(move |db| store::take(db, now)).await.is_none(), "it is held");
    app.later(LEASE + TimeDelta::seconds(1));
    let now = app.now();
    let second = app.write(move |db| store::take(db, now)).await.expect("what the first left behind");
    assert_ne!(first.lease_until(), second.lease_until());

    for delivery in [
        Delivery::Sent,
        Delivery::Never("no".to_owned()),
        Delivery::Refused(550, "no".to_owned()),
    ] {
        let stale = first.clone();
        assert!(!app.write(move |db| store::settle(db, &stale, &delivery, now)).await);
    }
    assert_eq!(row(&app, ids[0]).await.state, MessageState::Sending);
    assert!(
        app.read(|db| store::find_suppressed(db, "ann@example.org")).await.is_none(),
        "a stale refusal says nothing"
    );
    assert!(app.write(move |db| store::settle(db, &second, &Delivery::Sent, now)).await);
    let settled = row(&app, ids[0]).await;
    assert_eq!(
        (settled.state, settled.attempts, settled.sent_at),
        (MessageState::Sent, 2, Some(now))
    );
}

#[rstest]
#[actix_web::test]
async fn many_workers_send_each_message_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let to: Vec<String> = (0..60).map(|n| format!("p{n:02}@example.org")).collect();
    queue_to(&app, &to.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let posts: Vec<Post> = (0..4).map(|_| Post::default()).collect();
    futures_util::future::join_all(posts.iter().map(|post| round(&app, post))).await;
    let mut asked: Vec<String> = posts.iter().flat_map(Post::asked).collect();
    asked.sort_unstable();
    assert_eq!(asked, to);
    assert_eq!(states(&app).await, [(MessageState::Sent, 60)]);
}

#[rstest]
#[actix_web::test]
async fn the_same_message_is_queued_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let letters: Vec<Message> = (0..20).map(|_| letter(&app, "ann@example.org", "the same")).collect();
    // each in a transaction of its own, all at once
    let puts = letters.into_iter().map(|letter| {
        let now = app.now();
        app.app().store.write(move |db| store::put(db, &letter, now))
    });
    for put in futures_util::future::join_all(puts).await {
        put.expect("whoever came second finds it there");
    }
    assert_eq!(round(&app, &Post::default()).await.settled, 1);
}

#[rstest]
#[actix_web::test]
async fn a_message_is_tried_ten_times_with_growing_waits(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ids = queue_to(&app, &["ann@example.org"]).await;
    let post = Post::saying(&vec![Delivery::Later("450 not now".to_owned()); 20]);
    let mut waits = Vec::new();
    for attempt in 1..=10 {
        assert_eq!(round(&app, &post).await.settled, 1, "attempt {attempt}");
        let now = row(&app, ids[0]).await;
        assert_eq!((now.attempts, now.last_error.as_deref()), (attempt, Some("450 not now")));
        let wait = now.next_at.get() - app.now().get();
        assert_eq!(round(&app, &post).await.settled, 0, "not before its time");
        app.later(wait);
        waits.push(wait);
    }
    assert_eq!(row(&app, ids[0]).await.state, MessageState::Failed);
    assert!(waits[..9].windows(2).all(|pair| pair[1] > pair[0]), "{waits:?}");
    assert_eq!(post.asked().len(), 10);
}

#[rstest]
#[actix_web::test]
async fn what_kills_its_workers_is_given_up(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ids = queue_to(&app, &["ann@example.org", "ben@example.org"]).await;
    for _ in 0..10 {
        let now = app.now();
        let taken = app.write(move |db| store::take(db, now)).await.expect("a message");
        assert_eq!(taken.letter.id, ids[0], "the oldest comes first");
        app.later(LEASE + TimeDelta::seconds(1));
    }
    let post = Post::default();
    round(&app, &post).await;
    assert_eq!(post.asked(), ["ben@example.org"], "it does not hold up the others");
    let given_up = row(&app, ids[0]).await;
    assert_eq!(
        (given_up.state, given_up.last_error.as_deref()),
        (MessageState::Failed, Some("given up"))
    );
}

#[rstest]
#[actix_web::test]
async fn a_dead_server_costs_no_attempt_and_holds_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ids = queue_to(&app, &["a@example.org", "b@example.org", "c@example.org"]).await;
    let post = Post::saying(&vec![Delivery::Down("nobody answers".to_owned()); 30]);
    for _ in 0..30 {
        let done = round(&app, &post).await;
        assert!(done.is_down && done.settled == 1, "one knock a round");
        assert_eq!(states(&app).await, [(MessageState::Queued, 3)]);
        app.later(TimeDelta::minutes(1));
    }
    for id in &ids {
        assert_eq!(row(&app, *id).await.attempts, 0);
    }
    assert_eq!(
        app.read({
            let now = app.now();
            move |db| store::count_late(db, now)
        })
        .await,
        3
    );
    assert_eq!(round(&app, &post).await.settled, 3);
}

#[rstest]
#[actix_web::test]
async fn nothing_is_written_to_an_address_that_was_refused_until_it_is_proved_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Ann")).await;
    let refused = queue_to(&app, &["Ann@Example.org"]).await[0];
    let post = Post::saying(&[Delivery::Refused(550, "550 nobody here".to_owned())]);
    round(&app, &post).await;
    let now = row(&app, refused).await;
    assert_eq!(
        (now.state, now.last_error.as_deref()),
        (MessageState::Failed, Some("550 nobody here"))
    );
    let known = app
        .read(|db| store::find_suppressed(db, "ann@example.org"))
        .await
        .expect("suppressed");
    assert_eq!(known.reason, "550");

    // however it is written, and nobody else is meant
    let others = vec![letter(&app, "ANN@example.org", "x"), letter(&app, "ben@example.org", "y")];
    let ids = queue(&app, others).await;
    post.asked();
    round(&app, &post).await;
    assert_eq!(post.asked(), ["ben@example.org"]);
    let now = row(&app, ids[0]).await;
    assert_eq!((now.state, now.last_error.as_deref()), (MessageState::Failed, Some(SUPPRESSED)));

    // what proves the address is tried all the same, and lifts it when its link is used
    let visitor = app.visitor();
    visitor
        .open("/reset")
        .await
        .fill("Mail address", "ann@example.org")
        .submit("Send me the link")
        .await;
    let link = app.mail().await.link("ann@example.org");
    assert!(app.read(|db| store::find_suppressed(db, "ann@example.org")).await.is_some());
    let page = visitor
        .open(&link)
        .await
        .fill("New password", "nine loud kettles on a hill")
        .submit("Set the password")
        .await;
    assert_eq!(page.status, 200, "{}", page.main());
    assert!(app.read(|db| store::find_suppressed(db, "ann@example.org")).await.is_none());
    assert_eq!(app.mail().await.letters().len(), 1, "that the password was changed is told again");
}

/// Presses a button that needs no fields.
async fn press(browser: &Browser, path: &str) {
    let answer = browser.ask("POST", path).form(&[]).send().await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
}

#[rstest]
#[actix_web::test]
async fn what_is_not_so_any_more_is_not_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olga")).await;
    let provider = app
        .given(organisation("Academy").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    let ann = app.sign_in_as(person("Ann")).await;
    let olga = app.sign_in(&owner.email, PASSWORD).await;
    press(&ann, &format!("/offerings/{}/apply", run.id)).await;
    let seat: SeatId = app.read(|db| Ok(seat::table.select(seat::id).first(db)?)).await;
    press(&olga, &format!("/for/{}/seats/{seat}/offer", provider.id)).await;
    assert_eq!(states(&app).await, [(MessageState::Queued, 1)]);
    // before the letter is sent, she steps back
    press(&ann, &format!("/seats/{seat}/decline")).await;
    assert_eq!(states(&app).await, [(MessageState::Cancelled, 1)]);
    assert!(app.mail().await.letters().is_empty());
}

#[rstest]
#[actix_web::test]
async fn a_letter_is_in_the_language_that_its_reader_chose(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Salma").language("ar")).await;
    let salma = app.sign_in("salma@example.org", PASSWORD).await;
    // she reads this page in English
    let page = salma.open("/me/security?lang=en").await;
    let page = page.fill("Another address", "salma@work.example").submit("Add address").await;
    assert_eq!(page.status, 200, "{}", page.main());
    assert_eq!(app.mail().await.to("salma@work.example").language, "ar");
}

/// Sends after a while, or never.
struct Slow {
    takes: Duration,
}

impl worker::Send for Slow {
    async fn send(&self, _letter: &Letter) -> Delivery {
        tokio::time::sleep(self.takes).await;
        Delivery::Sent
    }
}

/// Starts a worker, waits until it holds a message, stops it.
async fn stop_in_the_middle(app: &TestApp, takes: Duration) {
    let (store, clock) = (app.app().store.clone(), app.app().clock.clone());
    let running = Running::start(move |stop| {
        let (store, clock) = (store.clone(), clock.clone());
        async move { worker::run(&store, &Slow { takes }, &clock, stop).await }
    });
    let mut tries = 0;
    while states(app).await.iter().all(|(state, _)| *state != MessageState::Sending) {
        tokio::time::sleep(Duration::from_millis(10)).await;
        tries += 1;
        assert!(tries < 1_000, "no message was taken");
    }
    running.stop().await;
}

#[rstest]
#[actix_web::test]
async fn a_worker_that_is_stopped_finishes_what_it_holds_and_takes_nothing_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    queue_to(&app, &["a@example.org", "b@example.org"]).await;
    stop_in_the_middle(&app, Duration::from_millis(400)).await;
    assert_eq!(states(&app).await, [(MessageState::Queued, 1), (MessageState::Sent, 1)]);
    round(&app, &Post::default()).await;
}

#[actix_web::test]
async fn a_worker_that_is_stopped_gives_back_what_does_not_end() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let ids = queue_to(&app, &["a@example.org"]).await;
    stop_in_the_middle(&app, Duration::from_mins(10)).await;
    let given_back = row(&app, ids[0]).await;
    assert_eq!((given_back.state, given_back.attempts), (MessageState::Queued, 1));
    assert_eq!(
        round(&app, &Post::default()).await.settled,
        1,
        "at once, without waiting for the lease"
    );
}

#[actix_web::test]
async fn a_worker_that_panics_is_not_the_end_of_all_mail() {
    struct Falls;
    impl worker::Send for Falls {
        async fn send(&self, letter: &Letter) -> Delivery {
            assert!(letter.to != "bad@example.org", "this letter makes the mailer fall over");
            Delivery::Sent
        }
    }
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let ids = queue_to(&app, &["bad@example.org", "good@example.org"]).await;
    let (store, clock) = (app.app().store.clone(), app.app().clock.clone());
    let running = Running::start(move |stop| {
        let (store, clock) = (store.clone(), clock.clone());
        async move { worker::run(&store, &Falls, &clock, stop).await }
    });
    let mut tries = 0;
    while row(&app, ids[1]).await.state != MessageState::Sent {
        tokio::time::sleep(Duration::from_millis(50)).await;
        tries += 1;
        assert!(tries < 200, "the good letter was not sent");
    }
    running.stop().await;
    app.write(|db| {
        diesel::update(message::table)
            .filter(message::state.eq(MessageState::Sending))
            .set(message::state.eq(MessageState::Cancelled))
            .execute(db)?;
        Ok(())
    })
    .await;
}
