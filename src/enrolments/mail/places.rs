//! To people whom a facility has answered.

use crate::app::App;
use crate::enrolments::HostReason;
use crate::enrolments::store::places::Addressee;
use crate::kernel::AnyId;
use crate::queue::Message;
use crate::site::letter::{Letter, letter};
use crate::site::{Words, paths};
use crate::words;

/// The facility has a place for them: until when they can take it, and where.
#[must_use]
pub fn accepted(app: &App, to: &Addressee, answer_by: &str) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let lines = [
        t.mail_place_yes(dates(t, to), to.facility.as_str(), to.title.as_str()).plain(),
        t.mail_place_yes_until(answer_by).plain(),
        t.mail_place_yes_then().plain(),
    ];
    let subject = t.mail_place_yes_subject(to.facility.as_str()).plain();
    let link = format!("{}{}", app.config.site.base_url, paths::ME);
    to_person(
        app,
        t,
        to,
        "place-accepted",
        subject,
        &lines,
        (&t.mail_place_yes_button().plain(), &link),
    )
}

/// The facility says no, and why; and where to look on.
#[must_use]
pub fn declined(app: &App, to: &Addressee, reason: HostReason, note: &str) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let mut lines = vec![
        t.mail_place_no(dates(t, to), to.facility.as_str(), to.title.as_str()).plain(),
        t.mail_place_no_why(t.coded("host-reason", reason.code())).plain(),
    ];
    if !note.is_empty() {
        lines.push(t.mail_place_no_note(note).plain());
    }
    lines.push(t.mail_place_no_then().plain());
    let subject = t.mail_place_no_subject(to.facility.as_str()).plain();
    let link = format!("{}{}", app.config.site.base_url, paths::PLACEMENTS);
    to_person(
        app,
        t,
        to,
        "place-declined",
        subject,
        &lines,
        (&t.mail_place_no_button().plain(), &link),
    )
}

fn dates(t: Words, to: &Addressee) -> String {
    t.dates_from_to(t.date(to.from), t.date(to.to)).plain()
}

/// A place is offered or refused once, so its id tells its letters apart.
fn to_person(
    app: &App,
    t: Words,
    to: &Addressee,
    kind: &'static str,
    subject: String,
    lines: &[String],
    (words, link): (&str, &str),
) -> Message {
    letter(
        app,
        t,
        Letter {
            to: &to.recipient.to,
            person: Some(to.recipient.person),
            org: Some(to.org),
            kind,
            key: to.place.to_string(),
            subject,
            lines,
            button: Some((words, link)),
            about: Some(("place", AnyId::of(to.place))),
        },
    )
}
