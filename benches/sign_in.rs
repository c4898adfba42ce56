//! `cargo bench --bench sign_in`: what others notice while two hundred people sign in at once.
//!
//! Checking a password keeps a core busy for a while, on purpose. So many are checked at a time as the application allows, and the rest
//! wait; whoever opens a page meanwhile should wait no more than twice as long as otherwise. The real site on SQLite, over the loopback
//! interface; both halves of a round are measured right after each other, so that whatever else the machine does touches both.
#![expect(clippy::print_stdout, reason = "the table is what this program is for")]
#![expect(clippy::expect_used, reason = "what cannot be measured has to stop with its reason")]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use benchside::app::App;
use benchside::config::{Config, Mail, Mode, Secret, Site};
use benchside::db::{self, Settings, Store};
use benchside::kernel::actor::FactorPolicy;
use benchside::kernel::{Chance, Clock};
use benchside::people::password::Password;
use benchside::people::store::{NewAccount, insert_account};

const PEOPLE: usize = 200;
const ROUNDS: usize = 5;
const PASSWORD: &str = "seven quiet autoclaves by the sea";

/// A connection that is kept open.
struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: String,
}

impl Connection {
    fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a connection without delay");
        Self {
            stream: BufReader::new(stream),
            host: address.to_string(),
            cookie: String::new(),
        }
    }

    /// The status and the cookies that are set.
    fn ask(&mut self, method: &str, path: &str, form: &str) -> (u16, Vec<String>) {
        let (host, cookie) = (&self.host, &self.cookie);
        let kind = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";
        let kind = if method == "POST" { kind } else { "" };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{kind}Content-Length: {}\r\n{cookie}\r\n{form}",
            form.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).expect("the request is sent");
        let (mut status, mut length, mut cookies) = (0, 0, Vec::new());
        loop {
            let mut line = String::new();
            assert!(
                self.stream.read_line(&mut line).expect("an answer") > 0,
                "the site closed the connection"
            );
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.get(..3).and_then(|code| code.parse().ok()).expect("a status");
            } else if let Some((name, value)) = line.split_once(':') {
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.trim().parse().expect("a length"),
                    "set-cookie" => cookies.extend(value.trim().split(';').next().map(str::to_owned)),
                    _ => {}
                }
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("the body");
        (status, cookies)
    }

    fn sign_in(&mut self, number: usize) {
        let form = format!("email=p{number}%40example.org&password={}", PASSWORD.replace(' ', "+"));
        let (status, cookies) = self.ask("POST", "/sign-in", &form);
        assert_eq!(status, 303, "person {number} could not sign in");
        let session = cookies
            .into_iter()
            .find(|cookie| cookie.starts_with("session="))
            .expect("a session");
        self.cookie = format!("Cookie: {session}\r\n");
    }

    fn time(&mut self, path: &str) -> Duration {
        let begun = Instant::now();
        let (status, _) = self.ask("GET", path, "");
        assert_eq!(status, 200, "{path}");
        begun.elapsed()
    }
}

/// The site with everybody in it, on a free port.
fn site() -> SocketAddr {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sign-in.db");
    for ending in ["", "-wal", "-shm"] {
        // it may never have been made
        let _removed = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    let url = format!("sqlite:{}", file.display());
    let mut database = Store::connect(&url).expect("a new file");
    db::migrate(&mut database).expect("the tables");
    drop(database);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its number");
    let mut settings = Settings::new(url);
    settings.deadline = Duration::from_secs(30);
    let config = Config {
        mode: Mode::Test,
        site: Site {
            base_url: format!("http://{address}"),
            bind: address.to_string(),
            trusted_proxies: Vec::new(),
        },
        database: settings,
        mail: Mail::Memory,
        secret: Secret::new([7; 32]),
        factors: FactorPolicy::Staff,
    };
    let app = App::build(config, Clock::System, Chance::System).expect("the application");
    let hash = Password::claim(PASSWORD).hash(&[9; 16]).expect("a hash");
    let now = app.now();
    let accounts: Vec<NewAccount> = (0..=PEOPLE)
        .map(|number| NewAccount {
            person: app.new_id(),
            email: app.new_id(),
            name: format!("Person {number}"),
            country: None,
            language: "en".to_owned(),
            password_hash: hash.clone(),
            grant: None,
        })
        .collect();
    let (sender, ready) = std::sync::mpsc::channel();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let enter = move |db: &mut db::Db| {
                for (number, account) in accounts.iter().enumerate() {
                    let address = format!("p{number}@example.org");
                    insert_account(db, account, &address, &address, now)?;
                }
                Ok(())
            };
            app.store.write(enter).await.expect("the people");
            let server = app.serve(listener, cores).expect("a server");
            sender.send(()).expect("somebody waits");
            server.await.expect("the server runs on");
        });
    });
    ready.recv().expect("the site starts");
    address
}

fn quantile(times: &mut [Duration], of_hundred: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * of_hundred / 100).min(times.len() - 1)]
}

fn main() {
    let address = site();
    let mut reader = Connection::to(address);
    reader.sign_in(PEOPLE);
    let mut table = String::from(
        "| Round | Page | Median alone | Median meanwhile | Ratio | 99 % alone | 99 % meanwhile | Sign-ins a second |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut ratios = Vec::new();
    for round in 1..=ROUNDS {
        for (name, path) in [("public", "/sign-in"), ("signed in", "/me/security")] {
            let mut alone: Vec<Duration> = (0..400).map(|_| reader.time(path)).collect();
            let (waiting, begun) = (AtomicUsize::new(PEOPLE), Instant::now());
            let mut meanwhile = Vec::new();
            std::thread::scope(|scope| {
                for number in 0..PEOPLE {
                    let waiting = &waiting;
                    scope.spawn(move || {
                        Connection::to(address).sign_in(number);
                        waiting.fetch_sub(1, Ordering::Release);
                    });
                }
                // until the last few, when nobody waits for a core any more
                while waiting.load(Ordering::Acquire) > 4 {
                    meanwhile.push(reader.time(path));
                }
            });
            let rate = f64::from(u32::try_from(PEOPLE).expect("a few")) / begun.elapsed().as_secs_f64();
            let (before, after) = (quantile(&mut alone, 50), quantile(&mut meanwhile, 50));
            let ratio = after.as_secs_f64() / before.as_secs_f64();
            ratios.push(ratio);
            let _ = writeln!(
                table,
                "| {round} | {name} | {before:.2?} | {after:.2?} | {ratio:.2} | {:.2?} | {:.2?} | {rate:.0} |",
                quantile(&mut alone, 99),
                quantile(&mut meanwhile, 99),
            );
        }
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "\n{table}\nThe middle of the ratios is {:.2}; it should be 2 at most.",
        ratios[ratios.len() / 2]
    );
}
