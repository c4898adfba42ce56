//! The command line: `serve`, `demo`, `migrate`, `audit`, `admin`, `erasures`. The one place that prints.
//!
//! A command that fails says why in one sentence on standard error and ends with 1.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing belongs to the command line")]

mod admin;
mod audit;
pub mod demo;
mod erasures;
mod migrate;
mod serve;
mod store;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::app::{App, StartError};
use crate::config;
use crate::db::{self, OpenError};

/// A training network for the local production of medicines and other health products.
#[derive(Parser)]
#[command(name = "benchside", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the site for real use; settings come from the environment.
    Serve,
    /// Make an invented network and serve it, to look around.
    Demo(demo::Arguments),
    /// Bring the database up to date.
    Migrate(Database),
    /// Prove that the database keeps its promises.
    Audit {
        #[command(flatten)]
        database: Database,
        /// The head of the chain of audit events, as an earlier audit told it: shows whether anything was cut off.
        #[arg(long, value_name = "SEQ:HASH")]
        head: Option<String>,
    },
    /// Administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Who was erased: kept apart from the copies of the database, and erased again after one of them was put back.
    #[command(subcommand)]
    Erasures(Erasures),
}

#[derive(clap::Args)]
struct Database {
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long = "database", value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    url: Option<String>,
}

#[derive(Subcommand)]
enum Erasures {
    /// Write ids and times to a file.
    Export {
        file: std::path::PathBuf,
        #[command(flatten)]
        database: Database,
    },
    /// Erase again everybody whom a file names.
    Replay {
        file: std::path::PathBuf,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Subcommand)]
enum Admin {
    /// Print a link that opens once and makes its bearer an administrator.
    Create {
        /// The mail address of the account that is to be.
        #[arg(long, value_name = "ADDRESS")]
        email: String,
    },
}

/// Why a command could not do its work: one sentence that says what to do.
#[derive(Debug, PartialEq, Eq)]
struct Failure(String);

/// What to do about messages that are SQLite's or the system's own.
const ADVICE: &[(&str, &str)] = &[
    ("database is locked", "another program holds it: stop that program, or try again"),
    (
        "unable to open database file",
        "see that its folder is there and that this user may write in it",
    ),
    ("readonly database", "make the file and its folder writable for this user"),
    ("Permission denied", "make the file and its folder writable for this user"),
    ("disk is full", "make room on the disk, then try again"),
];

impl Failure {
    fn because(why: &dyn std::error::Error) -> Self {
        // libpq writes its reasons on lines of their own
        Self::advised(why.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// With what to do about it, where that is known.
    fn advised(why: String) -> Self {
        match ADVICE.iter().find(|(known, _)| why.contains(known)) {
            Some((_, advice)) => Self(format!("{why}; {advice}")),
            None => Self(why),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::because(&error)
    }
}

impl From<db::Error> for Failure {
    fn from(error: db::Error) -> Self {
        Self::because(&error)
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Self::because(&error)
    }
}

impl From<config::Refusal> for Failure {
    fn from(refusal: config::Refusal) -> Self {
        Self(refusal.to_string())
    }
}

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    let command = Arguments::parse().command;
    // the demonstration tells how to sign in: requests would bury it
    start_log(if matches!(command, Command::Demo(_)) { "warn" } else { "info" });
    let done = match command {
        Command::Serve => start(),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Migrate(database) => migrate::run(database.url),
        Command::Audit { database, head } => audit::run(database.url, head.as_deref()),
        Command::Admin(Admin::Create { email }) => admin::create(&email),
        Command::Erasures(Erasures::Export { file, database }) => erasures::export(database.url, &file),
        Command::Erasures(Erasures::Replay { file, database }) => erasures::replay(database.url, &file),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(why)) => {
            eprintln!("benchside: {why}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), Failure> {
    let config = config::serve(|name| std::env::var(name).ok())?;
    let listener = serve::listen(&config.site.bind)?;
    serve::run(config, listener)
}

/// Logs to standard error, for people at a terminal and as JSON elsewhere; `RUST_LOG` says what.
fn start_log(usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = if std::io::stderr().is_terminal() {
        log.try_init()
    } else {
        // one span a request is all there is; its fields are written once
        log.json().with_span_list(false).try_init()
    };
    // a test has its own log
    drop(begun);
}

fn database_url(url: Option<String>) -> Result<String, Failure> {
    let missing = config::Refusal::Missing("DATABASE_URL", "set it to sqlite:PATH or postgres://USER@HOST/NAME");
    url.filter(|url| !url.trim().is_empty()).ok_or_else(|| missing.into())
}

async fn is_demo(app: &App) -> Result<bool, Failure> {
    Ok(app.store.read(|db| demo::mark(db).map(|mark| mark != demo::Mark::None)).await?)
}
