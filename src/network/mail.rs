//! The messages of this room, as values: made whole before they are queued, in the reader's language.

use super::RefusalReason;
use super::agreement::AgreementState;
use super::store::{Agreement, Request};
use crate::app::App;
use crate::kernel::{AnyId, MessageId, OrgId};
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::letter::{Letter, letter};
use crate::site::paths;
use crate::words::Words;

fn words(to: &Recipient) -> &'static Words {
    Words::of(to.language.as_deref().unwrap_or("en"))
}

struct Said<'a> {
    kind: &'static str,
    subject: String,
    lines: &'a [String],
    button: String,
    path: String,
    org: OrgId,
    about: (&'static str, AnyId),
}

/// Each of these is sent once for each time that something happened.
fn send(app: &App, to: &Recipient, said: Said<'_>) -> Message {
    let link = format!("{}{}", app.config.site.base_url, said.path);
    letter(
        app,
        words(to),
        Letter {
            to: &to.to,
            person: Some(to.person),
            org: Some(said.org),
            kind: said.kind,
            key: AnyId::of(app.new_id::<MessageId>()).to_string(),
            subject: said.subject,
            lines: said.lines,
            button: Some((&said.button, &link)),
            about: Some(said.about),
        },
    )
}

/// To those who decide: an organisation asks to join, or asks again.
pub fn asked(app: &App, to: &Recipient, org: OrgId, name: &str, country: &str) -> Message {
    let t = words(to);
    let said = Said {
        kind: "organisation-asked",
        subject: t.mail_org_asked_subject().plain(),
        lines: &[t.mail_org_asked_what(country, name).plain(), t.mail_org_asked_how().plain()],
        button: t.mail_org_asked_button().plain(),
        path: paths::REQUESTS.to_owned(),
        org,
        about: ("organisation", AnyId::of(org)),
    };
    send(app, to, said)
}

/// To the owners: the organisation is in the network.
pub fn listed(app: &App, to: &Recipient, request: &Request) -> Message {
    let t = words(to);
    let said = Said {
        kind: "organisation-listed",
        subject: t.mail_org_listed_subject().plain(),
        lines: &[
            t.mail_org_listed_what(request.name.as_str()).plain(),
            t.mail_org_listed_next().plain(),
        ],
        button: t.mail_org_listed_button().plain(),
        path: paths::acting(request.org, ""),
        org: request.org,
        about: ("organisation", AnyId::of(request.org)),
    };
    send(app, to, said)
}

/// To the owners: not yet, why, and how to mend it.
pub fn refused(app: &App, to: &Recipient, request: &Request, reason: RefusalReason, note: &str) -> Message {
    let t = words(to);
    let mut lines = vec![
        t.mail_org_refused_what(request.name.as_str()).plain(),
        t.coded("refusal", reason.code()),
    ];
    if !note.is_empty() {
        lines.push(t.mail_org_refused_words(note.to_owned()).plain());
    }
    lines.push(t.mail_org_refused_next().plain());
    let said = Said {
        kind: "organisation-refused",
        subject: t.mail_org_refused_subject().plain(),
        lines: &lines,
        button: t.mail_org_refused_button().plain(),
        path: paths::acting(request.org, "request"),
        org: request.org,
        about: ("organisation", AnyId::of(request.org)),
    };
    send(app, to, said)
}

/// To the other side: how an agreement stands now. `by`: the name of the side that took the step.
pub fn agreement(app: &App, to: &Recipient, agreement: &Agreement, by: &str, (state, note): (AgreementState, &str)) -> Message {
    let t = words(to);
    let mut lines = vec![
        t.coded("mail-agreement", state.code()),
        t.mail_agreement_which(by, agreement.title.as_str()).plain(),
    ];
    if !note.is_empty() {
        lines.push(t.mail_org_refused_words(note.to_owned()).plain());
    }
    let org = agreement.other.org;
    let said = Said {
        kind: "agreement",
        subject: t.mail_agreement_subject().plain(),
        lines: &lines,
        button: t.mail_agreement_button().plain(),
        path: paths::agreement(org, agreement.id),
        org,
        about: ("agreement", AnyId::of(agreement.id)),
    };
    send(app, to, said)
}
