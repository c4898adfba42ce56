//! People on slow lines: what they send may take its time, what does not come is given up.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use benchside::db::Engine;

use crate::support::{TestApp, or_skip};

/// Sends a form of so many bytes in so many pieces, with a rest after each; the status of the answer and when it came.
fn dripping(authority: &str, length: usize, pieces: usize, rest: Duration) -> (String, Duration) {
    let begun = Instant::now();
    let mut wire = TcpStream::connect(authority).expect("a connection");
    write!(
        wire,
        "POST /sign-in HTTP/1.1\r\nHost: {authority}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    )
    .expect("the head");
    let body = format!("email=ann%40example.org&password={}", "a".repeat(length));
    let body = &body.as_bytes()[..length];
    for piece in body.chunks(length.div_ceil(pieces)) {
        // whoever was given up finds the line closed
        if wire.write_all(piece).is_err() {
            break;
        }
        std::thread::sleep(rest);
    }
    let mut answer = String::new();
    wire.read_to_string(&mut answer).expect("an answer");
    let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
    (status, begun.elapsed())
}

/// Twelve seconds for 100 kB, a little more than 64 kbit/s: it is read to its end and answered. The control: as many seconds for a
/// few bytes are too many.
#[actix_web::test]
async fn a_long_form_may_come_slowly_and_a_short_one_may_not() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let base_url = app.app().config.site.base_url.clone();
    let authority = base_url.strip_prefix("http://").expect("an address").to_owned();
    let other = authority.clone();
    let long = std::thread::spawn(move || dripping(&authority, 100_000, 24, Duration::from_millis(500)));
    let short = std::thread::spawn(move || dripping(&other, 48, 24, Duration::from_millis(500)));
    let (long, short) = (long.join().expect("the long one"), short.join().expect("the short one"));
    assert_eq!(long.0, "422", "the password is not right: {long:?}");
    assert!(long.1 >= Duration::from_secs(12), "{long:?}");
    assert_eq!(short.0, "503", "{short:?}");
}
