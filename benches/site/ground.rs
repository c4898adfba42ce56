//! What is measured on: generated networks, made once under `target/` and used again, and the site that serves them.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use benchside::app::App;
use benchside::cli::demo::{self, Mark, Plan, Size, Step};
use benchside::config;
use benchside::db::{self, Db, Store};
use benchside::kernel::actor::AuthLevel;
use benchside::kernel::{Actor, Chance, Clock, PersonId};
use benchside::people;
use benchside::site::session;
use chrono::NaiveDate;
use tokio::runtime::{Builder, Runtime};

use crate::client::Connection;

/// Learners, offerings and slots, unless `BENCH_SIZE` says otherwise.
const SIZE: &str = "100000,100000,20000";
/// Seats are applied for in a copy of a small one.
const SMALL: Size = Size {
    learners: 2_000,
    offerings: 1_000,
    slots: 20,
};

/// A site with its database.
pub(crate) struct Ground {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    runtime: Runtime,
}

/// The large network, which is only read.
pub(crate) static NETWORK: LazyLock<Ground> = LazyLock::new(|| {
    let size = std::env::var("BENCH_SIZE").unwrap_or_else(|_| SIZE.to_owned());
    let numbers: Vec<u32> = size.split(',').map_while(|number| number.trim().parse().ok()).collect();
    let [learners, offerings, slots] = numbers[..] else {
        panic!("BENCH_SIZE={size}: three numbers, learners,offerings,slots, were expected");
    };
    let size = Size {
        learners,
        offerings,
        slots,
    };
    Ground::on(&made(size))
});

/// A small network of which every run has a copy of its own.
pub(crate) static SEATS: LazyLock<Ground> = LazyLock::new(|| {
    let (whole, copy) = (made(SMALL), folder().join("seats.db"));
    remove(&copy);
    fs::copy(whole, &copy).expect("a copy of the small network");
    Ground::on(&copy)
});

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("networks");
    fs::create_dir_all(&folder).expect("a folder under target/");
    folder
}

fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        // it may never have been made
        let _removed = fs::remove_file(format!("{}{ending}", file.display()));
    }
}

fn plan(size: Size) -> Plan {
    Plan {
        seed: 2026,
        today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
        size,
    }
}

/// The file of a network of this size; makes it where it is not there, or was made otherwise or only in part.
fn made(size: Size) -> PathBuf {
    let plan = plan(size);
    let Size {
        learners,
        offerings,
        slots,
    } = size;
    let file = folder().join(format!("{learners}-{offerings}-{slots}.db"));
    let url = format!("sqlite:{}", file.display());
    if file.exists() {
        let mut db = Store::connect(&url).expect("the network that is there");
        let is_whole = db::applied(&mut db).is_ok_and(|applied| applied) && demo::mark(&mut db).is_ok_and(|mark| mark == Mark::Whole(plan));
        if is_whole {
            return file;
        }
        drop(db);
        remove(&file);
    }
    let begun = Instant::now();
    eprintln!("Making a network of {learners} learners, {offerings} offerings and {slots} slots, once.");
    let mut db = Store::connect(&url).expect("a new file");
    db::migrate(&mut db).expect("the tables");
    let mut rows_made = begun;
    demo::make(&mut db, plan, &mut |step, done, _| {
        if step == Step::Finishing && done == 0 {
            rows_made = Instant::now();
        }
    })
    .expect("a network");
    let (all, figures) = (begun.elapsed().as_secs_f64(), rows_made.elapsed().as_secs_f64());
    eprintln!("Made in {all:.0} s, of which {figures:.1} s went into the figures.");
    file
}

impl Ground {
    fn on(file: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its number");
        let mut config = config::demo(&address.to_string(), format!("sqlite:{}", file.display()), [7; 32]);
        config.database.deadline = Duration::from_secs(30);
        let now = plan(SMALL).today.and_hms_opt(9, 0, 0).expect("nine o'clock").and_utc();
        let app = App::build(config, Clock::fixed(now), Chance::System).expect("the application");
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let site = app.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                site.serve(listener, cores).expect("a server").await.expect("the server runs on");
            });
        });
        Self {
            app,
            address,
            runtime: Builder::new_current_thread().enable_all().build().expect("a runtime"),
        }
    }

    /// Waits for something of the application's.
    pub(crate) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// What the store reads, as a handler would have it.
    pub(crate) fn read<T: Send + 'static>(&self, f: impl FnOnce(&mut Db) -> db::Result<T> + Send + 'static) -> T {
        self.wait(self.app.store.read(f)).expect("what was read")
    }

    pub(crate) fn visitor(&self) -> Connection {
        Connection::to(self.address)
    }

    /// Begins sessions for some people; gives their tokens.
    pub(crate) fn sign_in(&self, people: Vec<PersonId>) -> Vec<String> {
        let (now, tokens) = (
            self.app.now(),
            people.iter().map(|_| session::new_token(&self.app)).collect::<Vec<_>>(),
        );
        let new: Vec<_> = people
            .into_iter()
            .zip(&tokens)
            .map(|(person, token)| people::store::NewSession {
                id: self.app.new_id(),
                token_hash: session::hash(token),
                person,
                level: AuthLevel::Mfa,
                ua_label: None,
                network: "127.0.0.0/24".to_owned(),
            })
            .collect();
        let begin = move |db: &mut Db| {
            new.iter()
                .try_for_each(|new| people::store::begin_session(db, new, now).map(|_language| ()))
        };
        self.wait(self.app.store.write(begin)).expect("sessions");
        tokens
    }

    /// Signs somebody of the demonstration's people in.
    pub(crate) fn sign_in_as(&self, address: &'static str) -> (Actor, String) {
        let person = self
            .read(move |db| people::store::find_by_address(db, address))
            .expect("one of its people");
        let token = self.sign_in(vec![person]).remove(0);
        let (hash, now) = (session::hash(&token), self.app.now());
        let session = self
            .read(move |db| people::store::find_session(db, &hash, now))
            .expect("the session");
        (session.actor, token)
    }
}
