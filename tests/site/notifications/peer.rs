//! Against an independent server, aiosmtpd: ten thousand messages, and workers that are killed between the final dot and the commit.
//!
//! `AIOSMTPD` names the folder that the package was installed to; without it nothing is tested here, unless `REQUIRE_AIOSMTPD=1`.

use std::collections::BTreeMap;
use std::future::pending;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use benchside::config::Smtp;
use benchside::db::Engine;
use benchside::kernel::clock::splitmix;
use benchside::notifications::mailer::Mailer;
use benchside::queue::store::{self, LEASE};
use benchside::queue::worker::{self, Send};
use benchside::queue::{Delivery, Letter, Message, MessageState};
use chrono::TimeDelta;
use rstest::rstest;
use tokio::sync::Notify;

use super::queue::{letter, states};
use crate::support::smtp::{Identity, kept, mailer};
use crate::support::{TestApp, or_skip};

/// The server, and how often it took each Message-ID.
struct Peer {
    process: Child,
    settings: Smtp,
    taken: Arc<Mutex<BTreeMap<String, u32>>>,
}

impl Peer {
    fn start() -> Option<Self> {
        let Some(folder) = std::env::var_os("AIOSMTPD") else {
            assert!(
                std::env::var("REQUIRE_AIOSMTPD").as_deref() != Ok("1"),
                "AIOSMTPD names no folder, and REQUIRE_AIOSMTPD=1 asks for it"
            );
            println!("skipped: AIOSMTPD names no folder with the Python package aiosmtpd");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.expect("a free port").port();
        let identity = Identity::of("localhost");
        let (certificate, key) = (kept(&identity.certificate), kept(&identity.key));
        let mut process = Command::new("python3")
            .args(["-u", "-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
            .arg("--tlscert")
            .arg(&certificate)
            .arg("--tlskey")
            .arg(&key)
            .args(["-c", "aiosmtpd.handlers.Debugging", "stdout"])
            .env("PYTHONPATH", folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 with aiosmtpd");
        let taken = Arc::new(Mutex::new(BTreeMap::new()));
        let (output, kept) = (process.stdout.take().expect("its output"), Arc::clone(&taken));
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(id) = line.strip_prefix("Message-ID: ") {
                    *kept.lock().expect("what was taken").entry(id.trim().to_owned()).or_insert(0) += 1;
                }
            }
        });
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "aiosmtpd does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        let settings = Smtp {
            from: "network@benchside.example".to_owned(),
            host: "localhost".to_owned(),
            port,
            user: None,
            password: None,
            plaintext: false,
            roots: Some(certificate),
            step: Duration::from_secs(15),
        };
        Some(Self { process, settings, taken })
    }

    fn taken(&self) -> BTreeMap<String, u32> {
        self.taken.lock().expect("what was taken").clone()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let killed = self.process.kill();
        let waited = self.process.wait();
        assert!((killed.is_ok() && waited.is_ok()) || std::thread::panicking());
    }
}

/// A mailer that dies when the server has agreed to its n-th message: nothing is noted of it.
struct Mortal {
    mailer: Mailer,
    left: AtomicU64,
    died: Notify,
}

impl Send for Mortal {
    async fn send(&self, letter: &Letter) -> Delivery {
        let delivery = self.mailer.send(letter).await;
        assert_eq!(delivery, Delivery::Sent);
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.died.notify_one();
            pending::<()>().await;
        }
        delivery
    }
}

#[rstest]
#[case(Engine::Sqlite, 10_000)]
#[case(Engine::Postgres, 500)]
#[actix_web::test]
async fn every_message_ends_and_a_killed_worker_sends_one_twice_at_most(#[case] engine: Engine, #[case] count: usize) {
    const KILLS: usize = 5;
    const WORKERS: usize = 3;
    let Some(peer) = Peer::start() else { return };
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let now = app.now();
    let letters: Vec<Message> = (0..count)
        .map(|n| letter(&app, &format!("p{n}@example.org"), &n.to_string()))
        .collect();
    for chunk in letters.chunks(1_000) {
        let chunk = chunk.to_vec();
        app.write(move |db| chunk.iter().try_for_each(|letter| store::put(db, letter, now)))
            .await;
    }
    let mut seed = 20_260_901;
    let mut chance = |below: usize| splitmix(&mut seed) % u64::try_from(below).expect("a number") + 1;
    let begun = Instant::now();

    // while others go on, one worker after the other dies at some message
    let run = |mortal: Arc<Mortal>| {
        let (store, clock) = (app.app().store.clone(), app.app().clock.clone());
        actix_web::rt::spawn(async move { worker::run_once(&store, &*mortal, &clock).await })
    };
    let others: Vec<_> = (1..WORKERS)
        .map(|_| {
            run(Arc::new(Mortal {
                mailer: mailer(peer.settings.clone()),
                left: AtomicU64::new(u64::MAX),
                died: Notify::new(),
            }))
        })
        .collect();
    for _ in 0..KILLS {
        let mortal = Arc::new(Mortal {
            mailer: mailer(peer.settings.clone()),
            left: AtomicU64::new(chance(count / KILLS / WORKERS / 2)),
            died: Notify::new(),
        });
        let life = run(Arc::clone(&mortal));
        mortal.died.notified().await;
        life.abort();
        assert!(life.await.is_err(), "it was killed");
    }
    for other in others {
        other.await.expect("it lives").expect("the queue");
    }
    assert_eq!(
        states(&app).await,
        [
            (MessageState::Sending, i64::try_from(KILLS).expect("a few")),
            (MessageState::Sent, i64::try_from(count - KILLS).expect("many"))
        ],
        "what the dead held waits for the end of its lease"
    );
    app.later(LEASE + TimeDelta::seconds(1));
    let last = mailer(peer.settings.clone());
    let done = worker::run_once(&app.app().store, &last, &app.app().clock)
        .await
        .expect("the queue");
    assert_eq!(done.settled, KILLS);
    assert_eq!(states(&app).await, [(MessageState::Sent, i64::try_from(count).expect("many"))]);
    println!("{count} messages over {WORKERS} workers in {:?}", begun.elapsed());

    // what the server printed last is read in a moment
    let all = count + KILLS;
    while peer.taken().values().map(|times| *times as usize).sum::<usize>() < all && begun.elapsed() < Duration::from_mins(5) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let taken = peer.taken();
    assert_eq!(taken.len(), count, "every message arrived, under an id of its own");
    let twice = taken.values().filter(|times| **times == 2).count();
    assert!(
        taken.values().all(|times| *times <= 2) && twice <= KILLS,
        "{twice} twice after {KILLS} kills"
    );
}
