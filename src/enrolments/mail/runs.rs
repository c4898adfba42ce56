//! To those whom a decision about a whole run concerns: who asked for it or holds a seat, and the agencies that applied for them.

use crate::app::App;
use crate::catalogue::state::RunReason;
use crate::catalogue::web::cards::{changes, dates};
use crate::catalogue::{Offering, OfferingDetail};
use crate::kernel::{AnyId, OrgId, SeatId};
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::letter::{Letter, letter};
use crate::site::{Words, paths};
use crate::words;

/// What has been decided. A run that comes with it is the run as it is now.
#[derive(Debug, Clone)]
pub enum News {
    Confirmed,
    Cancelled(RunReason, String),
    Postponed(RunReason, String, Box<Offering>),
    /// Before and after.
    Changed(Box<(OfferingDetail, OfferingDetail)>),
}

impl News {
    fn kind(&self) -> &'static str {
        match self {
            Self::Confirmed => "run-confirmed",
            Self::Cancelled(..) => "run-cancelled",
            Self::Postponed(..) => "run-postponed",
            Self::Changed(_) => "run-changed",
        }
    }

    fn subject(&self, t: Words, title: &str) -> String {
        match self {
            Self::Confirmed => t.mail_run_confirmed_subject(title),
            Self::Cancelled(..) => t.mail_run_cancelled_subject(title),
            Self::Postponed(..) => t.mail_run_postponed_subject(title),
            Self::Changed(_) => t.mail_run_changed_subject(title),
        }
        .plain()
    }

    /// What has happened, and why.
    fn lines(&self, t: Words, run: &Offering) -> Vec<String> {
        let (provider, title) = (run.provider.text.as_str(), run.title.text.as_str());
        let dates = |run: &Offering| dates(t, run);
        match self {
            Self::Confirmed => vec![t.mail_run_confirmed_what(dates(run), provider, title).plain()],
            Self::Cancelled(reason, note) => {
                let what = t.mail_run_cancelled_what(dates(run), provider, title).plain();
                with_reason(t, what, *reason, note)
            }
            Self::Postponed(reason, note, now) => {
                let what = t.mail_run_postponed_what(dates(run), provider, title).plain();
                let mut lines = with_reason(t, what, *reason, note);
                lines.push(match now.starts.on() {
                    Some(_) => t.mail_run_postponed_to(dates(now)).plain(),
                    None => t.mail_run_postponed_open().plain(),
                });
                lines
            }
            Self::Changed(both) => {
                let mut lines = vec![t.mail_run_changed_what(provider, title).plain()];
                let changes = changes(t, &both.0, &both.1);
                lines.extend(
                    changes
                        .into_iter()
                        .map(|change| t.mail_run_changed_line(change.is, change.was, change.what).plain()),
                );
                lines
            }
        }
    }
}

fn with_reason(t: Words, what: String, reason: RunReason, note: &str) -> Vec<String> {
    let mut lines = vec![what, t.mail_run_why(t.coded("run-reason", reason.code())).plain()];
    if !note.is_empty() {
        lines.push(t.mail_declined_words(note).plain());
    }
    lines
}

/// To who asked for the run or holds a seat. `key` tells this decision apart from others of the same kind.
#[must_use]
pub fn to_person(app: &App, to: &Recipient, seat: SeatId, run: &Offering, news: &News, key: &str) -> Message {
    let t = words::Words::of(to.language.as_deref().unwrap_or("en"));
    let mut lines = news.lines(t, run);
    lines.push(match news {
        News::Confirmed => t.mail_run_confirmed_then().plain(),
        News::Cancelled(..) => t.mail_run_cancelled_then().plain(),
        News::Postponed(..) | News::Changed(_) => t.mail_run_keep().plain(),
    });
    let (button, path) = match news {
        News::Cancelled(..) => (t.mail_declined_button().plain(), paths::ME.to_owned()),
        News::Confirmed => (t.mail_run_confirmed_button().plain(), paths::offering(run.id, &run.title.text)),
        News::Postponed(..) | News::Changed(_) => (t.mail_run_keep_button().plain(), paths::ME.to_owned()),
    };
    let link = format!("{}{path}", app.config.site.base_url);
    letter(
        app,
        t,
        Letter {
            to: &to.to,
            person: Some(to.person),
            org: Some(run.org),
            kind: news.kind(),
            key: format!("{seat} {key}"),
            subject: news.subject(t, &run.title.text),
            lines: &lines,
            button: Some((&button, &link)),
            about: Some(("seat", AnyId::of(seat))),
        },
    )
}

/// To somebody of the agency that applied for these people.
#[must_use]
pub fn to_agency(app: &App, to: &Recipient, agency: OrgId, names: &[String], run: &Offering, news: &News, key: &str) -> Message {
    let t = words::Words::of(to.language.as_deref().unwrap_or("en"));
    let mut lines = news.lines(t, run);
    lines.push(t.mail_run_your_people(names.join(&t.list_comma().plain())).plain());
    let link = format!("{}{}", app.config.site.base_url, paths::acting(agency, "staff"));
    letter(
        app,
        t,
        Letter {
            to: &to.to,
            person: Some(to.person),
            org: Some(agency),
            kind: news.kind(),
            key: format!("{} {} {key}", run.id, to.person),
            subject: news.subject(t, &run.title.text),
            lines: &lines,
            button: Some((&t.mail_run_your_people_button().plain(), &link)),
            about: Some(("offering", AnyId::of(run.id))),
        },
    )
}
