//! The messages of this room, as values: made whole before they are queued, in the reader's language.

use askama::Template;

use crate::app::App;
use crate::kernel::PersonId;
use crate::kernel::text::EmailAddress;
use crate::queue::Message;
use crate::site::Words;

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    t: Words,
    lines: &'a [String],
    button: Option<(&'a str, &'a str)>,
    base_url: &'a str,
}

/// A letter of a few lines with at most one button; the text part says the same.
fn letter(
    app: &App,
    t: Words,
    to: &EmailAddress,
    person: Option<PersonId>,
    kind: &'static str,
    key: String,
    subject: String,
    lines: &[String],
    button: Option<(&str, &str)>,
) -> Message {
    let base_url = app.config.site.base_url.as_str();
    let mut text = lines.join("\n\n");
    if let Some((_, address)) = button {
        text.push_str("\n\n");
        text.push_str(address);
    }
    text.push_str("\n\n");
    text.push_str(&t.mail_footer(base_url).plain());
    text.push('\n');
    let html = LetterPage {
        t,
        lines,
        button,
        base_url,
    }
    .render()
    .ok();
    Message {
        id: app.new_id(),
        kind,
        dedupe_key: key,
        person,
        org: None,
        to: to.as_str().to_owned(),
        language: t.lang().to_owned(),
        subject,
        text,
        html,
        about: None,
    }
}

/// To somebody who is not known yet: go on by this link.
pub fn join(app: &App, t: Words, to: &EmailAddress, link: &str, key: String) -> Message {
    let lines = [t.mail_join_why().plain(), t.mail_join_how().plain(), t.mail_ignore().plain()];
    letter(
        app,
        t,
        to,
        None,
        "join",
        key,
        t.mail_join_subject().plain(),
        &lines,
        Some((&t.mail_join_button().plain(), link)),
    )
}

/// To somebody who has an account already: nothing was changed.
pub fn join_again(app: &App, t: Words, to: &EmailAddress, person: PersonId, key: String) -> Message {
    let link = format!("{}/sign-in", app.config.site.base_url);
    let lines = [t.mail_again_why().plain(), t.mail_ignore().plain()];
    letter(
        app,
        t,
        to,
        Some(person),
        "join-again",
        key,
        t.mail_again_subject().plain(),
        &lines,
        Some((&t.mail_again_button().plain(), &link)),
    )
}
