//! Mail goes out over TLS or not at all.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use benchside::config::{Mail, Smtp};
use benchside::db::Engine;
use benchside::db::schema::message;
use benchside::notifications::mailer::Mailer;
use benchside::queue::worker;
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{TestApp, or_skip};

/// A mail server that does not know STARTTLS and takes everything; and what it was told.
fn without_tls() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its number").port();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut out = stream.try_clone().expect("a copy");
            let mut lines = BufReader::new(stream).lines();
            let mut answer = "220 mail.example.org ready";
            while writeln!(out, "{answer}\r").is_ok() {
                let Some(Ok(line)) = lines.next() else { break };
                let line = line.trim_end().to_owned();
                answer = if line == "DATA" { "354 go on" } else { "250 mail.example.org" };
                heard.lock().expect("what was heard").push(line);
            }
        }
    });
    (port, told)
}

#[rstest]
#[actix_web::test]
async fn sec_55_a_letter_waits_rather_than_go_out_in_the_open(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (port, told) = without_tls();
    let settings = |plaintext| {
        Mail::Smtp(Smtp {
            from: "network@example.org".to_owned(),
            host: "127.0.0.1".to_owned(),
            port,
            user: None,
            password: None,
            plaintext,
        })
    };
    app.visitor()
        .ask("POST", "/join")
        .form(&[("email", "ben@example.org")])
        .send()
        .await;
    let mailer = Mailer::new(&settings(false)).expect("a mailer");
    worker::run_once(&app.app().store, &mailer, app.now()).await.expect("the queue");
    let states = async || app.read(|db| Ok(message::table.select(message::state).load::<String>(db)?)).await;
    assert_eq!(states().await, ["queued"]);
    let heard = |word: &str| told.lock().expect("what was heard").iter().any(|line| line.contains(word));
    assert!(heard("EHLO") && !heard("MAIL FROM") && !heard("ben@example.org"));

    // the control: where it is allowed for a relay on this machine, the same letter goes out
    app.later(TimeDelta::hours(6));
    let mailer = Mailer::new(&settings(true)).expect("a mailer");
    worker::run_once(&app.app().store, &mailer, app.now()).await.expect("the queue");
    assert!(heard("ben@example.org"));
}
