//! `cargo bench`: what a page costs beside the bare queries that it needs, and a write beside its bare inserts.
//!
//! Everything goes over the loopback interface through the real site on SQLite. A page is always measured in turn with its queries, so
//! that whatever else the machine does touches both; the table at the end shows medians of those pairs.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the table and the progress are what this program is for"
)]
#![expect(clippy::expect_used, reason = "what cannot be measured has to stop with its reason")]

mod client;
mod ground;
mod pages;
mod people;
mod record;
mod seats;

fn main() {
    // as in production: every request has its span, which is written nowhere
    tracing_subscriber::fmt()
        .json()
        .with_span_list(false)
        .with_max_level(tracing::Level::INFO)
        .with_writer(std::io::sink)
        .init();
    divan::main();
    if let Some(table) = record::table() {
        println!("\n{table}");
    }
}
