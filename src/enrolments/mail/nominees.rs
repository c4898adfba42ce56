//! To an agency, about somebody for whom it has applied and whom no letter reaches.

use crate::app::App;
use crate::catalogue::Offering;
use crate::enrolments::DeclineReason;
use crate::enrolments::store::Nominee;
use crate::kernel::dates::Tz;
use crate::kernel::{AnyId, SeatId, UtcTime};
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::letter::{Letter, letter};
use crate::site::{Words, paths};
use crate::words;

/// A seat is theirs if they answer in time.
pub(super) fn offered(app: &App, nominee: &Nominee, seat: SeatId, run: &Offering, expires_at: UtcTime) -> Vec<Message> {
    let zone: Tz = run.zone.parse().unwrap_or(Tz::UTC);
    let write = |to: &Recipient| {
        let (t, name, title) = (words_of(to), nominee.name.as_str(), run.title.text.as_str());
        let dates = t.dates_from_to(t.day(run.starts), t.day(run.ends)).plain();
        let until = t.date_time(expires_at.in_zone(zone));
        let lines = [
            t.mail_nominee_offered_what(dates, name, run.provider.text.as_str(), title).plain(),
            t.mail_nominee_offered_until(until, run.zone.replace('_', " ")).plain(),
            t.mail_nominee_why(name).plain(),
        ];
        let subject = t.mail_nominee_offered_subject(title).plain();
        let key = format!("{seat} {} {expires_at}", to.person);
        to_agency(app, (to, nominee, seat), ("seat-offered-nominee", key), subject, &lines)
    };
    nominee.to.iter().map(write).collect()
}

/// No seat, and why.
pub(super) fn declined(app: &App, nominee: &Nominee, seat: SeatId, run: &Offering, reason: DeclineReason, note: &str) -> Vec<Message> {
    let write = |to: &Recipient| {
        let (t, name, title) = (words_of(to), nominee.name.as_str(), run.title.text.as_str());
        let mut lines = vec![
            t.mail_nominee_declined_what(name, run.provider.text.as_str(), title).plain(),
            t.coded("mail-declined", reason.code()),
        ];
        if !note.is_empty() {
            lines.push(t.mail_declined_words(note).plain());
        }
        lines.push(t.mail_nominee_why(name).plain());
        let subject = t.mail_nominee_declined_subject(title).plain();
        let key = format!("{seat} {}", to.person);
        to_agency(app, (to, nominee, seat), ("seat-declined-nominee", key), subject, &lines)
    };
    nominee.to.iter().map(write).collect()
}

fn words_of(to: &Recipient) -> Words {
    words::Words::of(to.language.as_deref().unwrap_or("en"))
}

fn to_agency(
    app: &App,
    (to, nominee, seat): (&Recipient, &Nominee, SeatId),
    (kind, key): (&'static str, String),
    subject: String,
    lines: &[String],
) -> Message {
    let t = words_of(to);
    let page = paths::acting(nominee.agency, &format!("staff/{}", nominee.person));
    let link = format!("{}{page}", app.config.site.base_url);
    let button = t.mail_nominee_button().plain();
    letter(
        app,
        t,
        Letter {
            to: &to.to,
            person: Some(to.person),
            org: Some(nominee.agency),
            kind,
            key,
            subject,
            lines,
            button: Some((&button, &link)),
            about: Some(("seat", AnyId::of(seat))),
        },
    )
}
