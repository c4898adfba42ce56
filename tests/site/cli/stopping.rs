//! The site is told to stop while requests are being answered: each gets its answer, and the program ends with 0.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use benchside::db::Engine;
use rstest::rstest;

use super::program::{free_port, serve, settings};
use crate::support::Database;

/// So many people have pressed a button when the signal comes.
const AT_ONCE: usize = 8;

#[rstest]
fn what_was_begun_is_finished(#[values("TERM", "INT")] signal: &str) {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let port = free_port();
    let serving = serve(&settings(&database.url, port), &[]).serving_at(port);
    // a form over a slow line: the first half has come, the second has not
    let form = "email=ann%40example.org&password=a+guess+that+is+wrong&next=";
    let (first, second) = form.split_at(20);
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        form.len()
    );
    let mut lines: Vec<TcpStream> = (0..AT_ONCE)
        .map(|_| {
            let mut line = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
            line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            line.write_all(head.as_bytes()).unwrap();
            line
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let begun = Instant::now();
    serving.signal(signal);
    std::thread::sleep(Duration::from_millis(500));
    for line in &mut lines {
        line.write_all(second.as_bytes()).unwrap();
    }
    for mut line in lines {
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 422"), "{answer:?}");
        assert!(answer.ends_with("</html>\n") || answer.trim_end().ends_with("</html>"), "{answer}");
    }
    assert_eq!(serving.wait(), Some(0));
    assert!(
        begun.elapsed() < Duration::from_secs(9),
        "it ended of itself, and not because time was up"
    );
}
