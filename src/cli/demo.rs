//! `benchside demo`: makes an invented network, or takes the one that is there, tells how to sign in, and serves it.
//!
//! All of it follows from the seed and the day of making: the same two give the same rows. A database that holds anybody who was not
//! made here is refused.

mod calls;
mod candidates;
mod courses;
mod dice;
mod guide;
mod joining;
mod learners;
mod making;
mod needs;
mod offerings;
mod organisations;
mod search;
mod seats;
mod seeds;
mod slots;
mod store;
mod story;
mod terms;
mod twice;
mod world;

pub use guide::Guide;
pub use making::{Mark, Step, make, mark};
pub use story::{PASSWORD, SignIn, Try, give_factors};

use std::fs::{self, File};
use std::net::{IpAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, serve, store as database};
use crate::config;
use crate::db::{self, Db, Store};
use crate::kernel::{Chance, Clock};

/// How much is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub learners: u32,
    pub offerings: u32,
    pub slots: u32,
}

impl Size {
    /// Enough for a test.
    pub const SMALL: Self = Self {
        learners: 400,
        offerings: 64,
        slots: 24,
    };
}

/// What a demonstration follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub seed: u64,
    pub today: NaiveDate,
    pub size: Size,
}

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder that keeps the database, its secret and demo.json.
    #[arg(long, value_name = "DIR", default_value = "./var/demo")]
    data: PathBuf,
    /// The address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    bind: String,
    /// How many learners to invent.
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(100..=5_000_000))]
    learners: u32,
    /// How many dated offerings.
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u32).range(10..=1_000_000))]
    offerings: u32,
    /// How many placement slots.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    slots: u32,
    /// Another seed makes other people.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// A database other than DIR/demo.db: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Make the database and end.
    #[arg(long)]
    make_only: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // a taken port is told at once, not after the making
    let listener = if arguments.make_only {
        None
    } else {
        Some(serve::listen(&arguments.bind)?)
    };
    let address = shown(listener.as_ref(), &arguments.bind);
    let folder = &arguments.data;
    fs::create_dir_all(folder).map_err(|error| Failure::advised(format!("the folder {} cannot be made: {error}", folder.display())))?;
    let _alone = lock(folder)?;
    let secret = secret(folder)?;
    let file = folder.join("demo.db");
    let url = arguments.database.clone().unwrap_or_else(|| format!("sqlite:{}", file.display()));
    let asked = Plan {
        seed: arguments.seed,
        today: Clock::System.now().day(),
        size: Size {
            learners: arguments.learners,
            offerings: arguments.offerings,
            slots: arguments.slots,
        },
    };
    let own_file = arguments.database.is_none().then_some(file.as_path());
    let plan = prepare(&url, own_file, asked)?;
    give_factors(&mut Store::connect(&url)?, plan, &secret)?;
    twice::send_letter(
        &mut Store::connect(&url)?,
        plan,
        &secret,
        &format!("http://{address}"),
        Clock::System.now(),
    )?;
    let guide = Guide::of(plan, &format!("http://{address}"));
    guide
        .save(folder)
        .map_err(|error| Failure::advised(format!("{} cannot be written: {error}", folder.join("demo.json").display())))?;
    match listener {
        None => {
            println!("Made. To look at it: benchside demo --data {}", folder.display());
            Ok(())
        }
        Some(listener) => {
            println!("{}", guide.text());
            if listener.local_addr().is_ok_and(|local| local.ip().is_unspecified()) {
                println!("From another machine: the same address, with this machine's own in place of the one above.\n");
            }
            serve::run(config::demo(&address, url, secret), listener)
        }
    }
}

/// The address to write into links: as it was asked for, with the port that was given where any would do, and one of
/// this machine's own where all of them are listened on.
fn shown(listener: Option<&TcpListener>, bind: &str) -> String {
    let local = listener.and_then(|listener| listener.local_addr().ok());
    let Some(local) = local.or_else(|| bind.parse().ok()) else {
        return bind.to_owned();
    };
    let host = match local.ip() {
        ip if !ip.is_unspecified() => bind.rsplit_once(':').map_or(bind, |(host, _)| host),
        IpAddr::V4(_) => "127.0.0.1",
        IpAddr::V6(_) => "[::1]",
    };
    format!("{host}:{}", local.port())
}

/// Makes what is not there yet. Returns what is there in the end.
fn prepare(url: &str, own_file: Option<&Path>, asked: Plan) -> Result<Plan, Failure> {
    let mut db = Store::connect(url)?;
    match look(&mut db)? {
        Found::Whole(plan) => {
            db::migrate(&mut db)?;
            super::migrate::sync_reference(&mut db)?;
            if (plan.seed, plan.size) != (asked.seed, asked.size) {
                let Size {
                    learners,
                    offerings,
                    slots,
                } = plan.size;
                eprintln!(
                    "This demonstration was made on {} with --learners {learners} --offerings {offerings} --slots {slots} --seed {}; for another one name another folder with --data.",
                    plan.today, plan.seed
                );
            }
            return Ok(plan);
        }
        Found::Empty => {}
        Found::Others => return Err(Failure(NOT_OURS.to_owned())),
        Found::Unfinished => {
            drop(db);
            let Some(file) = own_file else {
                return Err(Failure(UNFINISHED.to_owned()));
            };
            eprintln!("Making this demonstration was interrupted before; beginning anew.");
            remove(file)?;
            db = Store::connect(url)?;
        }
    }
    db::migrate(&mut db)?;
    fill(&mut db, asked)?;
    Ok(asked)
}

const NOT_OURS: &str = "this database holds people or organisations that `benchside demo` did not make, so nothing was changed; name another folder with --data or another database with --database";
const UNFINISHED: &str =
    "making a demonstration in this database was interrupted; empty the database (or drop and create it) and run this again";

enum Found {
    Empty,
    Others,
    Unfinished,
    Whole(Plan),
}

fn look(db: &mut Db) -> Result<Found, Failure> {
    if !database::has_schema(db)? {
        return Ok(Found::Empty);
    }
    Ok(match mark(db)? {
        Mark::Whole(plan) => Found::Whole(plan),
        Mark::Unfinished => Found::Unfinished,
        Mark::None if database::is_used(db)? => Found::Others,
        Mark::None => Found::Empty,
    })
}

/// Takes an unfinished database of ours away, with its log.
fn remove(file: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::advised(format!(
                    "{} cannot be removed: {error}",
                    Path::new(&name).display()
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

fn fill(db: &mut Db, plan: Plan) -> Result<(), Failure> {
    let style = ProgressStyle::with_template("{msg:14} {wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(1).with_style(style);
    let begun = Instant::now();
    let rows = make(db, plan, &mut |step, done, of| {
        bar.set_message(match step {
            Step::Organisations => "Organisations",
            Step::Learners => "Learners",
            Step::Offerings => "Offerings",
            Step::Placements => "Placements",
            Step::Finishing => "Finishing",
        });
        bar.set_length(of.into());
        bar.set_position(done.into());
    })?;
    bar.finish_and_clear();
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("Made {rows} rows in {seconds:.1} s.");
    Ok(())
}

/// One program a folder: the lock ends with the program.
fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("demo.lock");
    let cannot = |error: std::io::Error| Failure::advised(format!("{} cannot be written: {error}", path.display()));
    let file = File::create(&path).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Failure(format!(
            "another benchside demo is using the folder {}; stop it, or name another folder with --data",
            folder.display()
        ))),
        Err(fs::TryLockError::Error(error)) => Err(cannot(error)),
    }
}

/// The secret of this folder, made once; only its owner may read the file.
fn secret(folder: &Path) -> Result<[u8; 32], Failure> {
    let path = folder.join("secret");
    let cannot = |error: std::io::Error| Failure::advised(format!("{} cannot be used: {error}", path.display()));
    match fs::read(&path) {
        Ok(bytes) => match <[u8; 32]>::try_from(bytes.as_slice()) {
            Ok(secret) => Ok(secret),
            Err(_) => Err(Failure(format!("{} is not a secret of 32 bytes; remove it", path.display()))),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let secret = Chance::System.token();
            write_private(&path, &secret).map_err(cannot)?;
            Ok(secret)
        }
        Err(error) => Err(cannot(error)),
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
