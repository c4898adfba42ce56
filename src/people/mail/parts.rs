//! To people about the parts that they have: in a team, and beyond it.

use super::{Said, send, told};
use crate::app::App;
use crate::kernel::text::EmailAddress;
use crate::kernel::{OrgId, PersonId};
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::{Words, paths};

/// To somebody who is asked to join a team: the link opens a page that does nothing until its button is pressed.
pub fn invited(
    app: &App,
    t: Words,
    (to, person): (&EmailAddress, Option<PersonId>),
    (inviter, organisation, role): (&str, &str, &str),
    link: &str,
) -> Message {
    let said = Said {
        kind: "invited",
        subject: t.mail_invited_subject().plain(),
        lines: &[
            t.mail_invited_who(inviter, organisation).plain(),
            t.mail_invited_as(role).plain(),
            t.mail_invited_how().plain(),
            t.mail_ignore().plain(),
        ],
        button: t.mail_invited_button().plain(),
        link,
    };
    send(app, t, to, person, said)
}

/// Their part in a team is another one.
pub fn role_changed(app: &App, t: Words, to: &Recipient, org: OrgId, organisation: &str, role: &str) -> Message {
    let said = Said {
        kind: "team-role",
        subject: t.mail_team_role_subject().plain(),
        lines: &[t.mail_team_role_what(organisation, role).plain()],
        button: t.mail_team_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, paths::acting(org, "team")),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// They are of a team no longer.
pub fn removed(app: &App, t: Words, to: &Recipient, organisation: &str) -> Message {
    let said = Said {
        kind: "team-removed",
        subject: t.mail_team_removed_subject().plain(),
        lines: &[t.mail_team_removed_what(organisation).plain(), t.mail_team_removed_kept().plain()],
        button: t.mail_parts_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, paths::ME),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// They have a part in the network, and why.
pub fn granted(app: &App, t: Words, to: &Recipient, part: &str, reason: &str) -> Message {
    let said = Said {
        kind: "granted",
        subject: t.mail_granted_subject().plain(),
        lines: &[
            t.mail_granted_what(part).plain(),
            t.mail_reason(reason).plain(),
            t.mail_granted_factor().plain(),
        ],
        button: t.mail_parts_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, paths::ME),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// They have that part no longer, and why.
pub fn withdrawn(app: &App, t: Words, to: &Recipient, part: &str, reason: &str) -> Message {
    let said = Said {
        kind: "grant-withdrawn",
        subject: t.mail_withdrawn_subject().plain(),
        lines: &[t.mail_withdrawn_what(part).plain(), t.mail_reason(reason).plain()],
        button: t.mail_parts_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, paths::ME),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// Nobody signs in to their account any more, and why.
pub fn closed(app: &App, t: Words, to: &Recipient, reason: &str) -> Message {
    account(
        app,
        t,
        to,
        "account-closed",
        (t.mail_closed_subject().plain(), t.mail_closed_what().plain()),
        reason,
    )
}

/// They can sign in again.
pub fn reopened(app: &App, t: Words, to: &Recipient, reason: &str) -> Message {
    account(
        app,
        t,
        to,
        "account-reopened",
        (t.mail_reopened_subject().plain(), t.mail_reopened_what().plain()),
        reason,
    )
}

fn account(app: &App, t: Words, to: &Recipient, kind: &'static str, (subject, what): (String, String), reason: &str) -> Message {
    let said = Said {
        kind,
        subject,
        lines: &[what, t.mail_reason(reason).plain()],
        button: t.mail_again_button().plain(),
        link: &format!("{}/sign-in", app.config.site.base_url),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// An administrator signed them out everywhere.
pub fn signed_out(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_signed_out_subject(), t.mail_signed_out_why());
    told(app, t, to, "signed-out", subject.plain(), why.plain())
}

/// An administrator took their second factor away.
pub fn factor_taken(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_factor_taken_subject(), t.mail_factor_taken_why());
    told(app, t, to, "factor-taken", subject.plain(), why.plain())
}
