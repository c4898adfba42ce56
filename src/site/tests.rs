//! What cannot be brought about from outside: a handler that panics, and what the log says of a request.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use actix_web::HttpServer;
use actix_web::test::{TestRequest, call_service, init_service};

use super::*;
use crate::config::{Config, Mail, Mode, Secret, Site};
use crate::db::{Settings, Store, migrate};
use crate::kernel::{Chance, Clock};

/// An application with an empty database that goes with it.
struct Bench {
    app: App,
    file: PathBuf,
}

impl Bench {
    fn new(name: &str) -> Self {
        let file = std::env::temp_dir().join(format!("benchside-{}-{name}.db", std::process::id()));
        let url = format!("sqlite:{}", file.display());
        migrate(&mut Store::connect(&url).unwrap()).unwrap();
        let config = Config {
            mode: Mode::Test,
            site: Site {
                base_url: "http://127.0.0.1:8080".to_owned(),
                bind: "127.0.0.1:8080".to_owned(),
                trusted_proxies: vec!["192.0.2.1".parse().unwrap()],
            },
            database: Settings::new(url),
            mail: Mail::Memory,
            factors: crate::kernel::actor::FactorPolicy::Staff,
            secret: Secret::new([7; 32]),
        };
        let app = App::build(config, Clock::System, Chance::System).unwrap();
        Self { app, file }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(format!("{}{ending}", self.file.display())));
        }
    }
}

async fn fault(kind: web::Path<String>) -> Answer {
    match kind.as_str() {
        "panic" => panic!("SELECT inside FROM cellar"),
        "well" => Ok(respond::see_other("/")),
        _ => Err(PageError::Broken("SELECT inside FROM cellar".to_owned())),
    }
}

fn faults(config: &mut web::ServiceConfig) {
    for path in ["/faults/{kind}", "/join/{kind}"] {
        config.service(routes::resource(path, [routes::get().to(fault)]).wrap(from_fn(error::panics)));
    }
}

/// One worker, one connection at a time: were it lost, nothing would be answered afterwards.
#[actix_web::test]
async fn sec_60_a_handler_that_panics_is_answered_and_the_site_goes_on() {
    let bench = Bench::new("panics");
    let app = bench.app.clone();
    let server = HttpServer::new(move || actix_web::App::new().app_data(web::Data::new(app.clone())).service(framed(faults)));
    let server = server.workers(1).bind("127.0.0.1:0").unwrap();
    let address = server.addrs()[0];
    let running = server.run();
    let handle = running.handle();
    let asking = async {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        for (kind, expected) in [
            ("panic", 500),
            ("panic", 500),
            ("broken", 500),
            ("well", 303),
            ("panic", 500),
            ("well", 303),
        ] {
            let asked = client
                .get(format!("http://{address}/faults/{kind}"))
                .header("host", "127.0.0.1:8080");
            let answer = asked.send().await.expect("an answer");
            assert_eq!(answer.status(), expected, "{kind}");
            assert!(answer.headers().contains_key("content-security-policy"));
            if expected == 500 {
                let body = answer.text().await.unwrap();
                assert!(body.contains("<main") && body.contains("</html>"), "a page: {body}");
                for inside in ["inside FROM", "cellar", "SELECT", "panic", "src/"] {
                    assert!(!body.replace("/faults/panic", "").contains(inside), "{inside}: {body}");
                }
            }
        }
        handle.stop(false).await;
    };
    let (ended, ()) = futures_util::future::join(running, asking).await;
    ended.unwrap();
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is logged while somebody asks for an address that fails.
async fn logged(bench: &Bench, peer: &str, uri: &str, from: &str) -> String {
    let written = Written::default();
    let kept = written.clone();
    let log = tracing_subscriber::fmt().json().with_writer(move || kept.clone()).finish();
    let site = init_service(
        actix_web::App::new()
            .app_data(web::Data::new(bench.app.clone()))
            .service(framed(faults)),
    )
    .await;
    let peer: SocketAddr = format!("{peer}:4711").parse().unwrap();
    let request = TestRequest::get().uri(uri).peer_addr(peer);
    let request = request
        .insert_header(("host", "127.0.0.1:8080"))
        .insert_header(("x-forwarded-for", from))
        .insert_header(("x-forwarded-proto", "evil"))
        .insert_header(("user-agent", "evil"))
        .insert_header(("referer", "https://evil.example/"));
    let guard = tracing::subscriber::set_default(log);
    let answer = call_service(&site, request.to_request()).await;
    drop(guard);
    assert_eq!(answer.status(), 500);
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("a request failed"), "{log}");
    log
}

#[actix_web::test]
async fn sec_59_a_line_of_the_log_cannot_be_forged() {
    let bench = Bench::new("forged");
    let log = logged(&bench, "198.51.100.7", "/faults/x%0A%7B%22level%22%3A%22INFO%22%7D?a=%0Ab", "1\t2").await;
    for line in log.lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("every line is one event");
        assert_eq!(event["span"]["name"], "request", "{line}");
    }
}

#[actix_web::test]
async fn sec_57_the_log_names_no_secret_address_and_nothing_that_was_sent() {
    let bench = Bench::new("secret");
    let log = logged(
        &bench,
        "198.51.100.7",
        "/join/0123456789abcdef?email=ann@example.org",
        "203.0.113.9",
    )
    .await;
    for secret in ["0123456789abcdef", "ann@example.org", "evil"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    assert!(log.contains("(secret)"), "{log}");
}

#[actix_web::test]
async fn sec_43_the_log_believes_our_proxies_alone() {
    let bench = Bench::new("proxies");
    let log = logged(&bench, "198.51.100.7", "/faults/x", "203.0.113.9").await;
    assert!(log.contains("198.51.100.0/24") && !log.contains("203.0.113"), "{log}");
    let log = logged(&bench, "192.0.2.1", "/faults/x", "203.0.113.9").await;
    assert!(log.contains("203.0.113.0/24") && !log.contains("192.0.2"), "{log}");
}
