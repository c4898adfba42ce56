//! To people whom a facility has answered.

use crate::app::App;
use crate::enrolments::HostReason;
use crate::enrolments::store::places::Addressee;
use crate::kernel::AnyId;
use crate::placements::state::StopReason;
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
        ("place-accepted", ""),
        subject,
        &lines,
        (&t.mail_place_yes_button().plain(), &link),
    )
}

/// The facility says no, and why; and where to look on.
#[must_use]
pub fn declined(app: &App, to: &Addressee, reason: HostReason, note: &str) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let what = t.mail_place_no(dates(t, to), to.facility.as_str(), to.title.as_str()).plain();
    let why = t.mail_place_no_why(t.coded("host-reason", reason.code())).plain();
    let subject = t.mail_place_no_subject(to.facility.as_str()).plain();
    with_a_way_on(app, t, to, ("place-declined", ""), subject, vec![what, why], note)
}

/// Everything that the facility asks for is there.
#[must_use]
pub fn cleared(app: &App, to: &Addressee) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let lines = [t.mail_place_cleared(dates(t, to), to.facility.as_str(), to.title.as_str()).plain()];
    let subject = t.mail_place_cleared_subject(to.facility.as_str()).plain();
    let link = format!("{}{}", app.config.site.base_url, paths::ME);
    let button = t.mail_place_yes_button().plain();
    to_person(app, t, to, ("place-cleared", ""), subject, &lines, (&button, &link))
}

/// Something that the facility asks for is not there in time: the place is given back.
#[must_use]
pub fn failed(app: &App, to: &Addressee, reason: HostReason, note: &str) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let what = t.mail_place_failed(dates(t, to), to.facility.as_str(), to.title.as_str()).plain();
    let why = t.mail_place_no_why(t.coded("host-reason", reason.code())).plain();
    let subject = t.mail_place_failed_subject(to.facility.as_str()).plain();
    with_a_way_on(app, t, to, ("place-failed", ""), subject, vec![what, why], note)
}

/// The facility pauses the slot, or calls it or the period off. `key` tells this decision apart from others of the same kind.
#[must_use]
pub fn stopped(app: &App, to: &Addressee, is_pause: bool, reason: StopReason, note: &str, key: &str) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let (facility, title) = (to.facility.as_str(), to.title.as_str());
    let why = t.mail_run_why(t.coded("stop-reason", reason.code())).plain();
    if is_pause {
        let mut lines = vec![t.mail_place_paused(dates(t, to), facility, title).plain(), why];
        lines.extend((!note.is_empty()).then(|| t.mail_place_no_note(note).plain()));
        lines.push(t.mail_place_paused_then().plain());
        let subject = t.mail_place_paused_subject(facility).plain();
        let link = format!("{}{}", app.config.site.base_url, paths::ME);
        let button = t.mail_run_keep_button().plain();
        return to_person(app, t, to, ("place-paused", key), subject, &lines, (&button, &link));
    }
    let what = t.mail_place_stopped(dates(t, to), facility, title).plain();
    let subject = t.mail_place_stopped_subject(facility).plain();
    with_a_way_on(app, t, to, ("place-stopped", ""), subject, vec![what, why], note)
}

/// The days are over, or ended early; what was seen is on the person's own page.
#[must_use]
pub fn finished(app: &App, to: &Addressee, completes: bool) -> Message {
    let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
    let what = if completes {
        t.mail_place_completed(to.facility.as_str(), to.title.as_str())
    } else {
        t.mail_place_ended_early(to.facility.as_str(), to.title.as_str())
    };
    let lines = [what.plain(), t.mail_place_finished_then().plain()];
    let subject = t.mail_place_finished_subject(to.facility.as_str()).plain();
    let link = format!("{}{}", app.config.site.base_url, paths::ME);
    let button = t.mail_place_finished_button().plain();
    to_person(app, t, to, ("place-finished", ""), subject, &lines, (&button, &link))
}

/// A place that is lost, with a few words and where to look on.
fn with_a_way_on(
    app: &App,
    t: Words,
    to: &Addressee,
    kind: (&'static str, &str),
    subject: String,
    mut lines: Vec<String>,
    note: &str,
) -> Message {
    if !note.is_empty() {
        lines.push(t.mail_place_no_note(note).plain());
    }
    lines.push(t.mail_place_no_then().plain());
    let link = format!("{}{}", app.config.site.base_url, paths::PLACEMENTS);
    let button = t.mail_place_no_button().plain();
    to_person(app, t, to, kind, subject, &lines, (&button, &link))
}

fn dates(t: Words, to: &Addressee) -> String {
    t.dates_from_to(t.date(to.from), t.date(to.to)).plain()
}

/// Most things happen to a place once, so that its id tells its letters apart; what can happen again has a key beside it.
fn to_person(
    app: &App,
    t: Words,
    to: &Addressee,
    (kind, key): (&'static str, &str),
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
            key: format!("{} {key}", to.place).trim_end().to_owned(),
            subject,
            lines,
            button: Some((words, link)),
            about: Some(("place", AnyId::of(to.place))),
        },
    )
}
