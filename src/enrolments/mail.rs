//! The messages of this room, as values: made whole before they are queued, in the reader's language.
//!
//! - `places`: those about places at facilities
//! - `nominees`: those to an agency about people whom no letter reaches
//! - `runs`: those about a whole run

mod nominees;
pub mod places;
pub mod runs;

use super::DeclineReason;
use super::store::Addressees;
use crate::app::App;
use crate::catalogue::Offering;
use crate::kernel::dates::Tz;
use crate::kernel::{AnyId, SeatId, UtcTime};
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::Words;
use crate::site::letter::{Letter, letter};
use crate::site::paths;
use crate::words;

/// A seat is theirs if they answer in time.
pub fn offered(app: &App, to: &Addressees, seat: SeatId, run: &Offering, expires_at: UtcTime) -> Vec<Message> {
    match to {
        Addressees::Person(person) => vec![offered_to(app, person, seat, run, expires_at)],
        Addressees::Agency(nominee) => nominees::offered(app, nominee, seat, run, expires_at),
        Addressees::Nobody => Vec::new(),
    }
}

fn offered_to(app: &App, to: &Recipient, seat: SeatId, run: &Offering, expires_at: UtcTime) -> Message {
    let t = words::Words::of(to.language.as_deref().unwrap_or("en"));
    let zone: Tz = run.zone.parse().unwrap_or(Tz::UTC);
    let dates = t.dates_from_to(t.day(run.starts), t.day(run.ends)).plain();
    let until = t.date_time(expires_at.in_zone(zone));
    let lines = [
        t.mail_offered_what(dates, run.provider.text.as_str(), run.title.text.as_str())
            .plain(),
        t.mail_offered_until(until, run.zone.replace('_', " ")).plain(),
    ];
    to_person(
        app,
        (t, to, seat, run),
        "seat-offered",
        format!("{seat} {expires_at}"),
        t.mail_offered_subject(run.title.text.as_str()).plain(),
        &lines,
        &t.mail_offered_button().plain(),
    )
}

/// No seat, and why.
pub fn declined(app: &App, to: &Addressees, seat: SeatId, run: &Offering, reason: DeclineReason, note: &str) -> Vec<Message> {
    match to {
        Addressees::Person(person) => vec![declined_to(app, person, seat, run, reason, note)],
        Addressees::Agency(nominee) => nominees::declined(app, nominee, seat, run, reason, note),
        Addressees::Nobody => Vec::new(),
    }
}

fn declined_to(app: &App, to: &Recipient, seat: SeatId, run: &Offering, reason: DeclineReason, note: &str) -> Message {
    let t = words::Words::of(to.language.as_deref().unwrap_or("en"));
    let mut lines = vec![
        t.mail_declined_what(run.provider.text.as_str(), run.title.text.as_str()).plain(),
        t.coded("mail-declined", reason.code()),
    ];
    if !note.is_empty() {
        lines.push(t.mail_declined_words(note.to_owned()).plain());
    }
    lines.push(t.mail_declined_next().plain());
    to_person(
        app,
        (t, to, seat, run),
        "seat-declined",
        seat.to_string(),
        t.mail_declined_subject(run.title.text.as_str()).plain(),
        &lines,
        &t.mail_declined_button().plain(),
    )
}

/// A letter about a seat; its button leads to the person's own page.
fn to_person(
    app: &App,
    (t, to, seat, run): (Words, &Recipient, SeatId, &Offering),
    kind: &'static str,
    key: String,
    subject: String,
    lines: &[String],
    button: &str,
) -> Message {
    let link = format!("{}{}", app.config.site.base_url, paths::ME);
    letter(
        app,
        t,
        Letter {
            to: &to.to,
            person: Some(to.person),
            org: Some(run.org),
            kind,
            key,
            subject,
            lines,
            button: Some((button, &link)),
            about: Some(("seat", AnyId::of(seat))),
        },
    )
}
