//! The command line: `serve`, `demo`, `migrate`, `audit`, `admin`. The one place that prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing belongs to the command line")]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
}

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve => ExitCode::SUCCESS,
    }
}
