//! The messages of this room, as values: made whole before they are queued, in the reader's language. `parts`: those about parts
//! in a team and beyond it.

pub mod parts;

use super::store::{Claimable, Recipient};
use crate::app::App;
use crate::kernel::text::EmailAddress;
use crate::kernel::{AnyId, MessageId, OrgId, PersonId};
use crate::queue::Message;
use crate::site::Words;
use crate::site::letter::{Letter, letter};

/// The words that somebody reads: of the language that they chose, else of the page that asks.
#[must_use]
pub fn words(t: Words, to: &Recipient) -> Words {
    to.language.as_deref().map_or(t, crate::words::Words::of)
}

/// What a letter of this room says.
struct Said<'a> {
    kind: &'static str,
    subject: String,
    lines: &'a [String],
    button: String,
    link: &'a str,
}

/// A letter that is sent as often as it is asked for.
fn send(app: &App, t: Words, to: &EmailAddress, person: Option<PersonId>, said: Said<'_>) -> Message {
    letter(
        app,
        t,
        Letter {
            to,
            person,
            org: None,
            kind: said.kind,
            key: AnyId::of(app.new_id::<MessageId>()).to_string(),
            subject: said.subject,
            lines: said.lines,
            button: Some((&said.button, said.link)),
            about: None,
        },
    )
}

/// To somebody who is not known yet: go on by this link.
pub fn join(app: &App, t: Words, to: &EmailAddress, link: &str) -> Message {
    let said = Said {
        kind: "join",
        subject: t.mail_join_subject().plain(),
        lines: &[t.mail_join_why().plain(), t.mail_join_how().plain(), t.mail_ignore().plain()],
        button: t.mail_join_button().plain(),
        link,
    };
    send(app, t, to, None, said)
}

/// To somebody who has an account already: nothing was changed.
pub fn join_again(app: &App, t: Words, to: &Recipient) -> Message {
    let said = Said {
        kind: "join-again",
        subject: t.mail_again_subject().plain(),
        lines: &[t.mail_again_why().plain(), t.mail_ignore().plain()],
        button: t.mail_again_button().plain(),
        link: &format!("{}/sign-in", app.config.site.base_url),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// To somebody who forgot their password: choose a new one by this link.
pub fn reset(app: &App, t: Words, to: &Recipient, link: &str) -> Message {
    let said = Said {
        kind: "reset",
        subject: t.mail_reset_subject().plain(),
        lines: &[t.mail_reset_why().plain(), t.mail_reset_how().plain(), t.mail_ignore().plain()],
        button: t.mail_reset_button().plain(),
        link,
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// To an address that nobody has an account with.
pub fn reset_unknown(app: &App, t: Words, to: &EmailAddress) -> Message {
    let said = Said {
        kind: "reset-unknown",
        subject: t.mail_reset_unknown_subject().plain(),
        lines: &[t.mail_reset_unknown_why().plain(), t.mail_ignore().plain()],
        button: t.mail_reset_unknown_button().plain(),
        link: &format!("{}/join", app.config.site.base_url),
    };
    send(app, t, to, None, said)
}

/// Something about the account was changed: its owner is told, whoever did it.
fn told(app: &App, t: Words, to: &Recipient, kind: &'static str, subject: String, why: String) -> Message {
    let said = Said {
        kind,
        subject,
        lines: &[why, t.mail_not_you().plain()],
        button: t.mail_security_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, crate::site::paths::SECURITY),
    };
    send(app, t, &to.to, Some(to.person), said)
}

pub fn password_changed(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_password_changed_subject(), t.mail_password_changed_why());
    told(app, t, to, "password-changed", subject.plain(), why.plain())
}

pub fn factor_added(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_factor_added_subject(), t.mail_factor_added_why());
    told(app, t, to, "factor-added", subject.plain(), why.plain())
}

pub fn factor_removed(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_factor_removed_subject(), t.mail_factor_removed_why());
    told(app, t, to, "factor-removed", subject.plain(), why.plain())
}

/// To the address that letters went to so far.
pub fn address_changed(app: &App, t: Words, to: &Recipient) -> Message {
    let (subject, why) = (t.mail_address_changed_subject(), t.mail_address_changed_why());
    told(app, t, to, "address-changed", subject.plain(), why.plain())
}

/// To somebody who asked for a copy of their data: fetch it by this link.
pub fn data_copy(app: &App, t: Words, to: &Recipient, link: &str) -> Message {
    let said = Said {
        kind: "data-copy",
        subject: t.mail_copy_subject().plain(),
        lines: &[t.mail_copy_why().plain(), t.mail_copy_how().plain(), t.mail_not_you().plain()],
        button: t.mail_copy_button().plain(),
        link,
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// To an address that somebody wants to add: prove that it is yours by this link.
pub fn confirm_address(app: &App, t: Words, person: PersonId, to: &EmailAddress, link: &str) -> Message {
    let said = Said {
        kind: "address",
        subject: t.mail_address_subject().plain(),
        lines: &[t.mail_address_why().plain(), t.mail_address_how().plain(), t.mail_ignore().plain()],
        button: t.mail_address_button().plain(),
        link,
    };
    send(app, t, to, Some(person), said)
}

/// To somebody whom an agency entered: the record is theirs to take over by this link.
pub fn claim(app: &App, t: Words, to: &EmailAddress, org: &str, name: &str, link: &str) -> Message {
    let said = Said {
        kind: "claim",
        subject: t.mail_claim_subject().plain(),
        lines: &[
            t.mail_claim_why(name, org).plain(),
            t.mail_claim_how().plain(),
            t.mail_claim_not_you().plain(),
        ],
        button: t.mail_claim_button().plain(),
        link,
    };
    send(app, t, to, None, said)
}

/// To somebody who has an account already: an agency says that they work there, and asks them to confirm it.
pub fn claim_known(app: &App, t: Words, to: &Recipient, org: &str, name: &str) -> Message {
    let said = Said {
        kind: "claim-known",
        subject: t.mail_claim_known_subject().plain(),
        lines: &[t.mail_claim_known_why(name, org).plain(), t.mail_claim_known_how().plain()],
        button: t.mail_claim_known_button().plain(),
        link: &format!("{}{}", app.config.site.base_url, crate::site::paths::RECORDS),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// To those who hear for an agency: the address that it wrote beside a record is somebody else's.
pub fn claim_refused(app: &App, t: Words, to: &Recipient, org: OrgId, record: &Claimable) -> Message {
    let said = Said {
        kind: "claim-refused",
        subject: t.mail_claim_refused_subject().plain(),
        lines: &[
            t.mail_claim_refused_why(record.name.as_str()).plain(),
            t.mail_claim_refused_how().plain(),
        ],
        button: t.mail_claim_refused_button().plain(),
        link: &format!(
            "{}{}",
            app.config.site.base_url,
            crate::site::paths::acting(org, &format!("staff/{}", record.person))
        ),
    };
    send(app, t, &to.to, Some(to.person), said)
}

/// To somebody two of whose records were made one.
pub fn merged(app: &App, t: Words, to: &Recipient, kept: PersonId) -> Message {
    let is_kept = to.person == kept;
    let said = Said {
        kind: "merged",
        subject: t.mail_merged_subject().plain(),
        lines: &[
            if is_kept { t.mail_merged_kept() } else { t.mail_merged_closed() }.plain(),
            t.mail_merged_wrong().plain(),
        ],
        button: t.mail_merged_button().plain(),
        link: &format!("{}/me", app.config.site.base_url),
    };
    send(app, t, &to.to, Some(kept), said)
}

/// To somebody whose records stand apart again.
pub fn merge_undone(app: &App, t: Words, to: &Recipient) -> Message {
    let said = Said {
        kind: "merge-undone",
        subject: t.mail_merge_undone_subject().plain(),
        lines: &[t.mail_merge_undone_why().plain()],
        button: t.mail_merged_button().plain(),
        link: &format!("{}/me", app.config.site.base_url),
    };
    send(app, t, &to.to, Some(to.person), said)
}
