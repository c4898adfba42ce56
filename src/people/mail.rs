//! The messages of this room, as values: made whole before they are queued, in the reader's language.

use crate::app::App;
use crate::kernel::PersonId;
use crate::kernel::text::EmailAddress;
use crate::queue::Message;
use crate::site::Words;
use crate::site::letter::{Letter, letter};

/// To somebody who is not known yet: go on by this link.
pub fn join(app: &App, t: Words, to: &EmailAddress, link: &str, key: String) -> Message {
    let lines = [t.mail_join_why().plain(), t.mail_join_how().plain(), t.mail_ignore().plain()];
    letter(
        app,
        t,
        Letter {
            to,
            person: None,
            org: None,
            kind: "join",
            key,
            subject: t.mail_join_subject().plain(),
            lines: &lines,
            button: Some((&t.mail_join_button().plain(), link)),
            about: None,
        },
    )
}

/// To somebody who has an account already: nothing was changed.
pub fn join_again(app: &App, t: Words, to: &EmailAddress, person: PersonId, key: String) -> Message {
    let link = format!("{}/sign-in", app.config.site.base_url);
    let lines = [t.mail_again_why().plain(), t.mail_ignore().plain()];
    letter(
        app,
        t,
        Letter {
            to,
            person: Some(person),
            org: None,
            kind: "join-again",
            key,
            subject: t.mail_again_subject().plain(),
            lines: &lines,
            button: Some((&t.mail_again_button().plain(), &link)),
            about: None,
        },
    )
}
